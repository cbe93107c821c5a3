package dev.pushbench.reports.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The templates, compiled at build time into this package. Safe for any thread. */
final class Templates {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), Templates.class.getPackageName());

    private Templates() {}

    static String render(String template, Object page) {
        StringOutput html = new StringOutput();
        ENGINE.render(template, page, html);
        return html.toString();
    }
}
