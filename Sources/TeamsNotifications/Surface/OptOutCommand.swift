/// What somebody wrote to the bot about notifications; nil for any other text.
enum OptOutCommand: Sendable, Hashable {
    /// What is there?
    case list
    /// No more of this category, or `*` for all.
    case stop(String)
    /// This category again, or `*` for all.
    case start(String)

    /// - Parameters:
    ///   - text: what was written, without the mention of the bot.
    ///   - wordings: whose words count.
    ///   - categories: what can be stopped. A word that is none of these belongs to the bot's own handlers.
    init?(_ text: String, _ wordings: [OptOutWording], categories: [String]) {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for wording in wordings {
            if words == wording.list.lowercased() {
                self = .list
                return
            }
            if let category = Self.category(in: words, after: wording.stop, wording, categories) {
                self = .stop(category)
                return
            }
            if let category = Self.category(in: words, after: wording.start, wording, categories) {
                self = .start(category)
                return
            }
        }
        return nil
    }

    /// Whether a text may be a command, whatever the categories: so the store is asked for few messages.
    static func mayBe(_ text: String, _ wordings: [OptOutWording]) -> Bool {
        guard text.utf8.count <= 300 else { return false }
        let text = text.lowercased()
        return wordings.contains { wording in
            [wording.list, wording.stop, wording.start].contains { text.hasPrefix($0.lowercased()) }
        }
    }

    private static func category(
        in words: String, after command: String, _ wording: OptOutWording, _ categories: [String]
    ) -> String? {
        let start = command.lowercased() + " "
        guard words.hasPrefix(start) else { return nil }
        let rest = words.dropFirst(start.count)
        if rest == wording.all.lowercased() { return OptOutAction.everything }
        return categories.first { $0.lowercased() == rest }
    }

    /// What the person wants nothing of from now on.
    /// - Parameters:
    ///   - optedOut: what it was before.
    ///   - categories: all that there are.
    func applied(to optedOut: Set<String>, categories: [String]) -> Set<String> {
        let everything = OptOutAction.everything
        switch self {
        case .list: return optedOut
        case .stop(everything): return [everything]
        case .start(everything): return []
        case .stop(let category): return optedOut.contains(everything) ? optedOut : optedOut.union([category])
        case .start(let category):
            // Of all but one nobody wants nothing: the others are named one by one.
            return (optedOut.contains(everything) ? Set(categories) : optedOut).subtracting([category])
        }
    }
}
