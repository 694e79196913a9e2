internal import Foundation
internal import JSONKit
internal import TeamsConnector
internal import TeamsModels

/// A question before it is asked.
struct QuestionDraft: Sendable {
    let id = UUID().uuidString
    let key: QuestionKey?
    let reference: ConversationReference
    let person: Account
    let timeout: Duration
    let note: JSONValue?

    /// Where it is stored.
    /// - Throws: ``AppError/Code/incompleteReference`` when nobody is asked, or nowhere.
    var owner: StateOwner {
        get throws(AppError) {
            guard let conversation = reference.conversation?.id, !conversation.isEmpty else {
                throw AppError(.incompleteReference, "The reference names no conversation to ask in")
            }
            let ids = [person.id?.rawValue, person.directoryID?.lowercased()]
            guard let id = ids.compactMap({ $0 }).first(where: { !$0.isEmpty }) else {
                throw AppError(.incompleteReference, "The person who is to be asked has no id")
            }
            if reference.isPersonal, let owner = reference.user, owner.id != nil || owner.directoryID != nil,
                !owner.isKnown(as: AccountID(rawValue: id))
            {
                throw AppError(.audience, "This is a personal chat of somebody else, who would be asked in their place")
            }
            guard timeout > .zero else {
                throw AppError(.message, "The time-out of a question is \(timeout); it must be more than nothing")
            }
            return .question(to: id, in: conversation)
        }
    }

    func question(askedAt now: Date) -> Question {
        let (seconds, attoseconds) = timeout.components
        return Question(
            id: id, key: key, reference: reference, person: person.asked, message: nil, askedAt: now,
            expiresAt: now.addingTimeInterval(Double(seconds) + Double(attoseconds) * 1e-18), note: note)
    }
}

extension Account {
    /// What is remembered of who was asked.
    fileprivate var asked: Account {
        var account = Account()
        account.id = id
        account.name = name
        account.aadObjectId = directoryID
        return account
    }
}
