extension Activity {
    /// Names `account` in the text: appends `<at>name</at>`, and adds the entity that makes it a mention.
    /// - Parameters:
    ///   - account: whom to mention.
    ///   - text: what to write instead of the account's name.
    ///   - inText: false when the text already holds `<at>name</at>`.
    public mutating func addMention(of account: Account, text: String? = nil, inText: Bool = true) {
        let mention = Mention(of: account, text: text)
        entities = (entities ?? []) + [.mention(mention)]
        if inText { self.text = (self.text ?? "") + (mention.text ?? "") }
    }

    /// The text without its mentions, trimmed; nil without text, unchanged without mentions.
    ///
    /// Each mention takes one place of the text: the first one, not yet taken, that reads as the entity says, or as
    /// `<at>name</at>` when it does not say.
    /// - Parameters:
    ///   - account: takes out the mentions of this account alone.
    ///   - keepingNames: takes out the tags alone, so that names stay.
    public func textWithoutMentions(of account: AccountID? = nil, keepingNames: Bool = false) -> String? {
        guard let text else { return nil }
        let mentions = mentions
        guard !mentions.isEmpty else { return text }
        var places: [(range: Range<String.Index>, replacement: Substring?)] = []
        var searched: [String: String.Index] = [:]
        for mention in mentions {
            let written = mention.writtenText
            guard !written.isEmpty else { continue }
            let start = searched[written] ?? text.startIndex
            guard let range = text.utf8[start...].firstRange(of: Array(written.utf8)) else { continue }
            searched[written] = range.upperBound
            let isTaken = account == nil || mention.mentioned?.id == account
            guard isTaken, !places.contains(where: { $0.range.overlaps(range) }) else { continue }
            places.append((range, keepingNames ? mention.innerText : nil))
        }
        places.sort { $0.range.lowerBound < $1.range.lowerBound }
        var stripped = ""
        var position = text.startIndex
        for place in places {
            stripped += text[position..<place.range.lowerBound]
            stripped += place.replacement ?? ""
            position = place.range.upperBound
        }
        stripped += text[position...]
        return stripped.trimmed
    }
}

extension Mention {
    /// What stands in the text.
    fileprivate var writtenText: String {
        if let text, !text.isEmpty { return text }
        return mentioned?.name.map { "<at>\($0)</at>" } ?? ""
    }

    /// What stands in the text, without the tags.
    fileprivate var innerText: Substring {
        var inner = writtenText[...]
        if inner.hasPrefix("<at"), let end = inner.firstIndex(of: ">") { inner = inner[inner.index(after: end)...] }
        return inner.hasSuffix("</at>") ? inner.dropLast("</at>".count) : inner
    }
}

extension String {
    /// The text without white space at either end.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
