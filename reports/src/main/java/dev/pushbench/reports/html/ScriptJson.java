package dev.pushbench.reports.html;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Values as JSON that may stand in a script element. */
final class ScriptJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private ScriptJson() {}

    /**
     * The value as JSON without the characters that could end the element, open a comment in it, or break a line in
     * older scripts. They occur in JSON only within texts, where an escape means the same.
     */
    static String of(Object value) {
        return MAPPER.writeValueAsString(value)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
