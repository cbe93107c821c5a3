package dev.pushbench.reports.result;

import java.io.Serial;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Makes components of primitive type required: Jackson reads a property that is not there as 0, which would pass for a
 * measurement. Components that may be null, among them any that a later version adds, may be missing.
 */
final class PrimitivesRequired extends JacksonAnnotationIntrospector {

    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return member.getRawType().isPrimitive() ? Boolean.TRUE : super.hasRequiredMarker(config, member);
    }
}
