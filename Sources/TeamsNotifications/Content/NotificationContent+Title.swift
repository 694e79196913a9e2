internal import JSONKit

extension NotificationContent {
    /// By what people know it in a list: its summary, the first words of its text or card, or the template's name.
    var title: String {
        if let summary { return summary.firstLineExcerpt }
        switch kind {
        case .text(let text): return text.firstLineExcerpt
        case .card(let card, _): return Self.firstText(of: card, depth: 0)?.firstLineExcerpt ?? "a card"
        case .template(let name, _): return "the template \(name.excerpt)"
        case .locales(let contents, let fallback):
            let tag = contents.keys.first { $0.lowercased() == fallback.lowercased() }
            return tag.flatMap { contents[$0]?.title } ?? "one text for each language"
        }
    }

    /// Cards come from outside: only so deep is looked.
    private static func firstText(of json: JSONValue, depth: Int) -> String? {
        guard depth < 16 else { return nil }
        if let elements = json.arrayValue {
            return elements.prefix(16).lazy.compactMap { firstText(of: $0, depth: depth + 1) }.first
        }
        if let text = json["text"]?.stringValue, text.contains(where: { !$0.isWhitespace }) { return text }
        for member in ["body", "items", "columns", "inlines"] {
            if let inner = json[member], let text = firstText(of: inner, depth: depth + 1) { return text }
        }
        return nil
    }
}

extension NotificationAudience {
    /// In words, as long as a line: ids in it come from outside.
    var shortWords: String {
        let words = description
        return words.count > 200 ? words.prefix(200) + "…" : words
    }
}

extension String {
    fileprivate var firstLineExcerpt: String {
        let line = unicodeScalars.drop { $0.properties.isWhitespace }.prefix { $0 != "\n" && $0 != "\r" }
        return String(line).excerpt
    }
}
