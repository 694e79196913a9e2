internal import ServiceKit
internal import TeamsModels

extension ConversationRegister {
    /// Takes that the app is installed there, by the word of whoever installed it.
    func installed(_ reference: ConversationReference, in team: TeamInfo?) async {
        guard let id = reference.conversation?.id?.base, !id.isEmpty else { return }
        await take(
            ConversationNews(
                kind: .installed, at: wallClock.now, reference: reference.ofConversation, team: team), of: id)
    }

    /// Takes that the app is not installed there any more.
    func uninstalled(_ id: ConversationID) async {
        await take(ConversationNews(kind: .uninstalled, at: wallClock.now), of: id)
    }
}
