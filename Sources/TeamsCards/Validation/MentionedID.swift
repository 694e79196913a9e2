/// What an id names that Teams uses for people, bots and conversations.
enum MentionedID: Hashable, Sendable {
    /// A person as a bot knows them: `29:…`, or `8:orgid:…`.
    case person
    /// A bot: `28:…`.
    case bot
    /// A person by the directory's object id.
    case directoryID
    /// A person by the user principal name.
    case principalName
    /// A chat, a channel or a team: `19:…@thread.tacv2`.
    case conversation
    /// Something else; ids of tags have no form of their own.
    case other

    init(_ id: String) {
        let parts = id.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let hasRest = parts.count == 2 && !parts[1].isEmpty && !id.contains(where: \.isWhitespace)
        self =
            switch String(parts[0]) {
            case "29" where hasRest: .person
            case "8" where hasRest && (parts[1].hasPrefix("orgid:") || parts[1].hasPrefix("live:")): .person
            case "28" where hasRest: .bot
            case "19": .conversation
            default: Self.isGUID(id) ? .directoryID : Self.isPrincipalName(id) ? .principalName : .other
            }
    }

    private static func isGUID(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }

    /// A name, an at sign and a domain, without spaces.
    private static func isPrincipalName(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !text.contains(where: \.isWhitespace), !text.contains(":") else {
            return false
        }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { !$0.isEmpty } && !parts[1].hasPrefix("thread.")
    }
}
