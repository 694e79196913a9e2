package import JSONKit
internal import TokenKit

/// A card as one file of HTML that needs nothing else: the page's own renderer and styles, and the card, inside.
///
/// It asks for nothing: a content security policy allows its own scripts and pictures in `data:` addresses alone.
package struct CardPage: Sendable {
    /// How the card is shown.
    package struct Look: Sendable {
        /// `light` or `dark`; the reader's own when nil.
        package var theme: String?
        /// So many pixels wide.
        package var width: Int
        /// The language of dates and numbers; the reader's own when nil.
        package var locale: String?

        package init(theme: String? = nil, width: Int = 400, locale: String? = nil) {
            self.theme = theme
            self.width = width
            self.locale = locale
        }
    }

    /// The document.
    package let html: String

    /// - Throws: when a file of the page is missing, which is a fault of this program.
    package init(_ card: JSONValue, _ look: Look = Look()) throws(CardPageError) {
        try self.init(card, look, files: .pageFiles)
    }

    init(_ card: JSONValue, _ look: Look, files: [String: [UInt8]]) throws(CardPageError) {
        let modules = try PageModules(from: "/cards/renderer.js", in: files)
        let map = modules.importMap
        let options = JSONObject(present: [
            "theme": look.theme.map(JSONValue.string), "width": JSONValue(look.width),
            "locale": look.locale.map(JSONValue.string), "images": "local",
        ])
        let data = Self.inert(["card": card, "options": .object(options)])
        let styles = Self.styles(in: files)
        let theme = look.theme.map { " data-theme=\"\($0 == "dark" ? "dark" : "light")\"" } ?? ""
        html = """
            <!doctype html>
            <html lang="\(Self.language(look.locale))"\(theme)>
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(Self.policy(map, styles))">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="\(look.theme ?? "light dark")">
            <title>Adaptive Card</title>
            <style>\(styles)</style>
            <script type="importmap">\(map)</script>
            </head>
            <body class="rendered">
            <main id="stage"></main>
            <noscript>The card is drawn by a script, and this browser runs none.</noscript>
            <script type="application/json" id="data">\(data)</script>
            <script type="module">\(Self.script)</script>
            </body>
            </html>

            """
    }

    /// Draws the card, and says how large it is: pictures are taken in that size.
    private static let script = """

        import { renderCard } from 'cards/renderer.js';
        const { card, options } = JSON.parse(document.getElementById('data').textContent);
        const stage = document.getElementById('stage');
        stage.append(renderCard(card, options));
        requestAnimationFrame(() => requestAnimationFrame(() => {
          const { width, height } = stage.getBoundingClientRect();
          document.documentElement.dataset.size = `${Math.ceil(width)}x${Math.ceil(height)}`;
        }));

        """

    private static let frame = """

        html, body.rendered { display: block; height: auto; min-height: 0; margin: 0; overflow: auto; }
        html[data-theme="light"] body { background: #f5f5f5; }
        html[data-theme="dark"] body { background: #1f1f1f; }
        #stage { box-sizing: border-box; width: max-content; max-width: 100%; padding: 12px; }

        """

    /// The styles of the cards and the names of the colours that they use, in the order in which the page has them.
    private static func styles(in files: [String: [UInt8]]) -> String {
        let index = files["/"].map { String(decoding: $0, as: UTF8.self) } ?? ""
        var styles = ""
        for link in index.split(separator: "href=\"").dropFirst() {
            let path = "/" + link.prefix { $0 != "\"" }
            guard path == "/base/theme.css" || path.hasPrefix("/cards/"), path.hasSuffix(".css"),
                let bytes = files[path]
            else { continue }
            styles += String(decoding: bytes, as: UTF8.self)
        }
        return styles + frame
    }

    private static func policy(_ map: String, _ styles: String) -> String {
        func hash(_ text: String) -> String { "'sha256-\(Base64.encode(sha256(Array(text.utf8))))'" }
        return "default-src 'none'; script-src \(hash(map)) \(hash(script)) data:; worker-src data:; "
            + "style-src \(hash(styles)); img-src data: blob:; base-uri 'none'; form-action 'none'"
    }

    /// JSON that no end of a script and no comment of HTML can stand in.
    private static func inert(_ json: JSONValue) -> String {
        json.text().replacing("<", with: "\\u003C").replacing("\u{2028}", with: "\\u2028")
            .replacing("\u{2029}", with: "\\u2029")
    }

    private static func language(_ locale: String?) -> String {
        let isPlain = locale?.utf8.allSatisfy { byte in
            (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        return isPlain == true ? locale ?? "en" : "en"
    }
}

/// Why a card cannot be shown as a file.
package struct CardPageError: Error, Sendable {
    /// What happened, for people.
    package let message: String
}
