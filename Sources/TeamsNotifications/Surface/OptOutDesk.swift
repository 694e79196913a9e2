internal import Foundation
internal import JSONKit
internal import ServiceKit
package import TeamsApp
internal import TeamsModels

/// Answers people who opt out, or in again: by the stock action of a card, anywhere, and by words in their own chat.
///
/// Every other activity goes on to the handlers, and so does a text whose second word is no category.
package struct OptOutDesk: Sendable {
    private let store: any NotificationStore
    private let categories: KnownCategories
    private let wording: @Sendable (String?) -> OptOutWording
    private let change: @Sendable (String, Set<String>) async throws -> Void
    private let queue = PersonQueue()
    private let answersCommands: Bool

    /// - Parameters:
    ///   - wording: what is said, and the words that count, by the person's language. Those of English always count.
    ///   - answersCommands: whether words are answered.
    ///   - change: stores what a person wants nothing of, and returns when nothing that this forbids is on its way.
    package init(
        store: any NotificationStore, answersCommands: Bool = true,
        wording: @escaping @Sendable (String?) -> OptOutWording = { OptOutWording.standard(for: $0) },
        change: @escaping @Sendable (_ user: String, _ optedOut: Set<String>) async throws -> Void
    ) {
        self.store = store
        self.answersCommands = answersCommands
        self.wording = wording
        self.change = change
        categories = KnownCategories(store)
    }

    /// For ``TeamsApp/App/use(_:)``.
    package var middleware: TurnMiddleware {
        { context, next in
            if let category = context.activity.optedOutCategory { return await pressed(category, context) }
            if answersCommands, let answer = try await answer(to: context) {
                try await context.send(answer)
                return .ok
            }
            return try await next()
        }
    }

    // MARK: The action

    private func pressed(_ category: String, _ context: TurnContext) async -> TurnResponse {
        let words = wording(context.activity.locale)
        let text: String
        var isStored = false
        do {
            guard let person = try context.sender.preferenceID else { throw NobodyError() }
            _ = try await apply(.stop(category), of: person, categories: [])
            text = Self.confirmation(of: .stop(category), words)
            isStored = true
        } catch {
            context.logger.error("An opt-out was not stored", ["error": "\(error)"])
            text = words.failed
        }
        guard context.activity.type == .invoke else {
            // The action of an older client comes as a message, which gets no answer of its own.
            do { try await context.send(text, visibleTo: .sender) } catch {
                context.logger.warning("An opt-out was not confirmed", ["error": "\(error)"])
            }
            return .ok
        }
        return .json(
            isStored
                ? ["statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": .string(text)]
                : [
                    "statusCode": 500, "type": "application/vnd.microsoft.error",
                    "value": ["code": "500", "message": .string(text)],
                ])
    }

    private struct NobodyError: Error {}

    // MARK: Words

    private func answer(to context: TurnContext) async throws -> String? {
        let activity = context.activity
        guard activity.type == .message, activity.conversation?.conversationType == .personal,
            !context.text.isEmpty, let person = activity.from?.preferenceID
        else { return nil }
        let words = wording(activity.locale)
        let wordings = words == OptOutWording() ? [words] : [words, OptOutWording()]
        guard OptOutCommand.mayBe(context.text, wordings) else { return nil }
        let command: OptOutCommand
        var optedOut: Set<String>
        let all: [String]
        do {
            all = try await categories.all()
            optedOut = try await store.optedOut(person)
            let known = all + optedOut.subtracting(all + [OptOutAction.everything]).sorted()
            guard let found = OptOutCommand(context.text, wordings, categories: known) else { return nil }
            command = found
            if command != .list { optedOut = try await apply(command, of: person, categories: known) }
        } catch {
            context.logger.error("A wish about notifications was not stored", ["error": "\(error)"])
            return words.failed
        }
        return command == .list ? Self.list(all, optedOut, words) : Self.confirmation(of: command, words)
    }

    /// One change of a person after the other: each begins with what the one before has stored.
    private func apply(
        _ command: OptOutCommand, of person: String, categories: [String]
    ) async throws -> Set<String> {
        try await queue.run(for: person) {
            let before = try await store.optedOut(person)
            let after = command.applied(to: before, categories: categories)
            if after != before { try await change(person, after) }
            return after
        }
    }

    private static func confirmation(of command: OptOutCommand, _ words: OptOutWording) -> String {
        switch command {
        case .list: ""
        case .stop(OptOutAction.everything): words.stoppedAll
        case .start(OptOutAction.everything): words.startedAll
        case .stop(let category): OptOutWording.filled(words.stopped, with: category)
        case .start(let category): OptOutWording.filled(words.started, with: category)
        }
    }

    private static func list(_ all: [String], _ optedOut: Set<String>, _ words: OptOutWording) -> String {
        let gets = all.filter { !optedOut.contains($0) && !optedOut.contains(OptOutAction.everything) }
        let getsNot = Set(all).union(optedOut).subtracting(gets + [OptOutAction.everything]).sorted()
        guard !gets.isEmpty || !getsNot.isEmpty else {
            return optedOut.isEmpty ? words.nothing : words.stoppedAll
        }
        var lines: [String] = []
        if !gets.isEmpty { lines.append(OptOutWording.filled(words.gets, with: gets.joined(separator: ", "))) }
        if !getsNot.isEmpty {
            lines.append(OptOutWording.filled(words.getsNot, with: getsNot.joined(separator: ", ")))
        }
        return (lines + [words.hint]).joined(separator: "\n\n")
    }
}

extension Activity {
    /// What somebody who pressed the stock action wants nothing of; nil for any other activity.
    var optedOutCategory: String? {
        switch type {
        case .invoke? where name.map { InvokeName(rawValue: $0) == .cardAction } == true:
            OptOutAction.category(in: (value?["action"]?["verb"]?.stringValue, value?["action"]?["data"]))
        case .message? where (text ?? "").isEmpty: OptOutAction.category(in: (nil, value))
        default: nil
        }
    }
}

extension Account {
    /// By what a person's wishes are stored: the id in Microsoft Entra, else the one in conversations.
    var preferenceID: String? {
        if let directoryID, !directoryID.isEmpty { return directoryID.lowercased() }
        return id.flatMap { $0.isEmpty ? nil : $0.rawValue }
    }
}
