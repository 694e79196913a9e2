internal import JSONKit

// What bots get of the text that a person wrote: the plain form, and HTML when it says more.

extension MessageContent {
    /// What bots get of the text, each of them the same.
    struct Rendering: Sendable, Equatable {
        /// Without its formatting. Mentions keep their `<at>` tags, with the names as XML writes them.
        var plain: String
        /// As HTML, which goes along with every text of a person: today's clients send it (microsoft/teams.py#563). Nil
        /// without a text.
        var html: String?
    }

    /// - Parameter isPost: whether it stands in a channel.
    func rendering(isPost: Bool) -> Rendering {
        var plain = text
        var html: String
        var isFormatted = false
        switch textFormat {
        case "markdown":
            let markdown = Markdown(text)
            isFormatted = markdown.isFormatted
            (plain, html) = (markdown.plain, markdown.html)
        case "xml", "html":
            isFormatted = true
            (plain, html) = (Markup.plain(text), text)
        default: html = Markup.escaped(text, keepingMentions: true)
        }
        let tag = isPost || !isFormatted ? "p" : "div"
        html = "<\(tag)>\(withMentionSpans(html))</\(tag)>"
        return Rendering(plain: withEscapedMentions(plain), html: text.isEmpty ? nil : html)
    }

    /// The text without its formatting.
    var plainText: String { rendering(isPost: false).plain }

    /// A name in `<at>…</at>` is XML: its `&`, `<` and `>` are escaped.
    private func withEscapedMentions(_ text: String) -> String {
        let names = Set(mentions.map(\.name).filter { Markup.escapedName($0) != $0 })
        guard !names.isEmpty else { return text }
        return MentionMarkup.replacing(in: text) { name, _ in
            names.contains(name) ? "<at>\(Markup.escapedName(name))</at>" : nil
        }
    }

    /// `<at>Name</at>` becomes the span that Teams' client writes.
    private func withMentionSpans(_ body: String) -> String {
        guard !mentions.isEmpty else { return body }
        // Of two people with one name the first is mentioned first. Text that came as markup has the name as XML has
        // it.
        var places: [String: [Int]] = [:]
        for (place, mention) in mentions.enumerated().reversed() {
            places[Markup.escaped(mention.name), default: []].append(place)
        }
        return MentionMarkup.replacing(in: body) { name, isFollowedByBlank in
            let name = Markup.escaped(Markup.unescaped(name))
            guard let place = places[name]?.popLast() else { return nil }
            return
                "<span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"\(place)\">\(name)</span>"
                + (isFollowedByBlank ? "&nbsp;" : "")
        }
    }

    /// Pictures go to bots everywhere, other files in personal chats only.
    func attachmentsForBots(isPersonal: Bool, origin: String) -> [JSONValue] {
        attachments.compactMap { attachment in
            guard let id = attachment["id"]?.stringValue else { return nil }
            let name = attachment["name"]?.stringValue ?? "file"
            if attachment["contentType"]?.stringValue?.hasPrefix("image/") == true {
                return [
                    "contentType": "image/*", "contentUrl": "\(origin)/v3/attachments/\(id)/views/original",
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
