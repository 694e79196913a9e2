internal import JSONKit

extension World {
    /// Whether the text of every mention entity stands in the message's text, as a well-formed `<at>` element
    /// (microsoft/botbuilder-js#2111). One pass over the text, however many mentions there are.
    static func mentionsMatch(_ entities: [JSONValue], in text: String) -> Bool {
        let mentions = entities.filter { $0["type"]?.stringValue?.lowercased() == "mention" }
        guard !mentions.isEmpty else { return true }
        let bytes = Array(text.utf8)
        var standing: Set<ArraySlice<UInt8>> = []
        for element in MentionMarkup.elements(in: bytes) where MentionMarkup.isWellFormed(bytes[element.inner]) {
            standing.insert(bytes[element.whole])
        }
        return mentions.allSatisfy { mention in
            guard let text = mention["text"]?.stringValue else { return false }
            return standing.contains(Array(text.utf8)[...])
        }
    }
}
