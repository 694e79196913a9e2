extension Activity {
    /// Names `account` in the text: appends `<at>name</at>`, and adds the entity that makes it a mention.
    ///
    /// The text of a message is XML, so `&`, `<` and `>` of the name are written as entities there.
    /// - Parameters:
    ///   - account: whom to mention.
    ///   - text: what to write instead of the account's name, as people read it.
    ///   - inText: false when the text already holds `<at>name</at>`. A name with `&`, `<` or `>` may stand there as it
    ///     is read; it becomes entities.
    public mutating func addMention(of account: Account, text: String? = nil, inText: Bool = true) {
        let mention = Mention(of: account, text: text)
        entities.append(.mention(mention))
        let tag = mention.text ?? ""
        guard !inText else {
            self.text = (self.text ?? "") + tag
            return
        }
        let read = "<at>\(Mention.name(of: account, text))</at>"
        if read != tag { self.text = self.text?.replacingBytes(of: read, with: tag) }
    }

    /// The text without its mentions, trimmed; nil without text, unchanged without mentions.
    ///
    /// Each mention takes one place of the text: the first one, not yet taken, that reads as the entity says, or as
    /// `<at>name</at>` when it does not say. 200 mentions are looked at; the text of more stays.
    /// - Parameters:
    ///   - account: takes out the mentions of this account alone.
    ///   - keepingNames: takes out the tags alone, so that names stay.
    public func textWithoutMentions(of account: AccountID? = nil, keepingNames: Bool = false) -> String? {
        guard let text else { return nil }
        let mentions = mentions
        guard !mentions.isEmpty else { return text }
        let found = MentionPlaces(of: mentions, in: text)
        var stripped: [UInt8] = []
        stripped.reserveCapacity(found.bytes.count)
        var position = 0
        for place in found.places where account == nil || mentions[place.mention].mentioned?.id == account {
            stripped.append(contentsOf: found.bytes[position..<place.range.lowerBound])
            if keepingNames { stripped.append(contentsOf: found.bytes[place.inner]) }
            position = place.range.upperBound
        }
        stripped.append(contentsOf: found.bytes[position...])
        return String(decoding: stripped, as: UTF8.self).trimmed
    }
}

extension [Entity]? {
    fileprivate mutating func append(_ entity: Entity) {
        if self == nil { self = [] }
        self?.append(entity)
    }
}

extension String {
    /// The text with `tag` wherever `read` stands.
    fileprivate func replacingBytes(of read: String, with tag: String) -> String {
        let (bytes, read) = (Array(utf8), Array(read.utf8))
        var result: [UInt8] = []
        var position = 0
        while let range = bytes.firstRange(of: read, from: position) {
            result.append(contentsOf: bytes[position..<range.lowerBound])
            result.append(contentsOf: tag.utf8)
            position = range.upperBound
        }
        return position == 0 ? self : String(decoding: result + bytes[position...], as: UTF8.self)
    }
}
