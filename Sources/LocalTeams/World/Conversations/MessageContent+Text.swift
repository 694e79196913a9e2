internal import JSONKit

// What bots get of the text that a person wrote: the plain form, and HTML when it says more.

extension MessageContent {
    /// The text without its formatting. Mentions keep their `<at>` tags.
    var plainText: String {
        switch textFormat {
        case "markdown": Markdown(text).plain
        case "xml", "html": Markup.plain(text)
        default: text
        }
    }

    /// The text as HTML, when the person formatted it; also of a channel's post that mentions someone, as Teams does it.
    func html(isPost: Bool) -> String? {
        let body: String
        switch textFormat {
        case "markdown":
            let markdown = Markdown(text)
            guard markdown.isFormatted || (isPost && !mentions.isEmpty) else { return nil }
            body = markdown.html
        case "xml", "html": body = text
        default:
            guard isPost, !mentions.isEmpty else { return nil }
            body = Markup.escaped(text, keepingMentions: true)
        }
        let tag = isPost ? "p" : "div"
        return "<\(tag)>\(withMentionSpans(body))</\(tag)>"
    }

    /// `<at>Name</at>` becomes the span that Teams' client writes.
    private func withMentionSpans(_ body: String) -> String {
        var html = body
        for (place, mention) in mentions.enumerated() {
            let name = Markup.escaped(mention.name)
            guard let range = html.firstRange(of: "<at>\(name)</at>") else { continue }
            let span =
                "<span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"\(place)\">\(name)</span>"
            let rest = html[range.upperBound...]
            html =
                html[..<range.lowerBound] + span
                + (rest.hasPrefix(" ") ? "&nbsp;" + rest.dropFirst() : rest)
        }
        return html
    }

    /// Pictures go to bots everywhere, other files in personal chats only.
    func attachmentsForBots(isPersonal: Bool, origin: String) -> [JSONValue] {
        attachments.compactMap { attachment in
            guard let id = attachment["id"]?.stringValue else { return nil }
            let name = attachment["name"]?.stringValue ?? "file"
            if attachment["contentType"]?.stringValue?.hasPrefix("image/") == true {
                return [
                    "contentType": "image/*", "contentUrl": "\(origin)/v3/attachments/\(id)/views/original",
                    "name": .string(name),
                ]
            }
            guard isPersonal else { return nil }
            let type = name.split(separator: ".").count > 1 ? name.split(separator: ".").last.map(String.init) : nil
            return [
                "contentType": "application/vnd.microsoft.teams.file.download.info", "name": .string(name),
                "contentUrl": "\(origin)/_files/\(id)",
                "content": [
                    "downloadUrl": "\(origin)/_files/dl/\(id)", "uniqueId": .string(id),
                    "fileType": .string(type ?? "bin"), "etag": "1",
                ],
            ]
        }
    }
}

/// The few things of HTML that are needed here.
enum Markup {
    static func escaped(_ text: String, keepingMentions: Bool = false) -> String {
        var html = ""
        var rest = text[...]
        while let character = rest.first {
            if keepingMentions, let tag = ["<at>", "</at>"].first(where: rest.hasPrefix) {
                html += tag
                rest = rest.dropFirst(tag.count)
                continue
            }
            switch character {
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "&": html += "&amp;"
            case "\"": html += "&quot;"
            case "\n", "\r\n": html += "<br>"
            default: html.append(character)
            }
            rest = rest.dropFirst()
        }
        return html
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
            switch tag.lowercased() {
            case "<at>", "</at>": text += tag
            case "<br>", "<br/>", "<br />", "</p>", "</div>", "</li>": text += "\n"
            default: break
            }
            rest = rest[rest.index(after: end)...]
        }
        text += rest
        for (entity, character) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&#39;", "'"), ("&amp;", "&"),
        ] {
            text = text.replacing(entity, with: character)
        }
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}
