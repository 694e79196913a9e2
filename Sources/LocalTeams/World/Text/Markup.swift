/// The few things of HTML and XML that are needed here. Each reads its text once.
enum Markup {
    static func escaped(_ text: String, keepingMentions: Bool = false) -> String {
        var html = ""
        var place = text.startIndex
        while place < text.endIndex {
            let character = text[place]
            if keepingMentions, character == "<",
                let tag = ["<at>", "</at>"].first(where: { text[place...].starts(with: $0) })
            {
                html += tag
                place = text.index(place, offsetBy: tag.count)
                continue
            }
            append(character, to: &html)
            place = text.index(after: place)
        }
        return html
    }

    /// Adds a character as HTML writes it: by its scalars, for a `<` stays one with a mark on it.
    static func append(_ character: Character, to html: inout String) {
        for scalar in character.unicodeScalars {
            switch scalar {
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "&": html += "&amp;"
            case "\"": html += "&quot;"
            case "\n": html += "<br>"
            case "\r" where character == "\r\n": break
            default: html.unicodeScalars.append(scalar)
            }
        }
    }

    /// A name as it stands in an `<at>` element.
    static func escapedName(_ name: String) -> String {
        var escaped = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Text without tags, but for mentions.
    static func plain(_ html: String) -> String {
        var text = ""
        var rest = html[...]
        while let start = rest.firstIndex(of: "<") {
            text += rest[..<start]
            rest = rest[start...]
            guard let end = rest.firstIndex(of: ">") else { break }
            let tag = rest[...end]
            switch tag.prefix(8).lowercased() {
            case "<at>", "</at>": text += tag
            case "<br>", "<br/>", "<br />", "</p>", "</div>", "</li>": text += "\n"
            default: break
            }
            rest = rest[rest.index(after: end)...]
        }
        text += rest
        text = unescaped(text)
        while text.last == "\n" { text.removeLast() }
        return text
    }

    private static let entities: [(name: [UInt8], character: UInt8)] = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&#39;", "'"), ("&apos;", "'"),
        ("&amp;", "&"),
    ].map { (Array($0.0.utf8), Character($0.1).asciiValue ?? 0) }

    /// Text with the usual entities replaced, each once: `&amp;lt;` gives `&lt;`.
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "&"), let entity = entities.first(where: { rest.starts(with: $0.name) }) {
                bytes.append(entity.character)
                rest = rest.dropFirst(entity.name.count)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
