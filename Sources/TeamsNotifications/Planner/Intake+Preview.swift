internal import ExpressionKit
internal import JSONKit
internal import ServiceKit
internal import TeamsApp
internal import TeamsCards
internal import TeamsModels

extension Intake {
    /// The message that a person would get. Nothing is stored, and no request is made.
    /// - Parameters:
    ///   - user: the person, by the id in Microsoft Entra; nil for somebody of whom nothing is known.
    ///   - locale: the language of their client, where it is not to be the one that is known.
    /// - Throws: ``NotificationError/Code/invalid`` with the place within the content.
    package func preview(
        _ content: NotificationContent, about category: String?, for user: String?, locale: String?
    ) async throws(NotificationError) -> MessagePreview {
        var locale = locale
        if locale == nil, let user { locale = try await language(of: user) }
        let key = user?.lowercased()
        var environment = ExpressionEnvironment.system
        let now = wallClock.now
        environment.now = { now }
        do throws(ContentError) {
            let compiled = try CompiledContent(content, category: category, library: library)
            let variant = compiled.variant(for: locale)
            let offersOptOut = compiled.offersOptOut(variant, isForPerson: true)
            let message = try variant.message(
                with: variant.data(for: key, over: key.flatMap { content.recipientData[$0] }),
                optOut: offersOptOut
                    ? compiled.optOutAction(for: variant, wording: wording(variant.tag ?? locale)) : nil,
                environment: environment)
            return MessagePreview(
                activity: message.activity, language: variant.tag,
                bytes: CardValidator.countedBytes(of: message.activity.json, for: .bot))
        } catch {
            throw NotificationError(.invalid, error.message, at: "/content" + error.pointer)
        }
    }

    private func language(of user: String) async throws(NotificationError) -> String? {
        do {
            let query = ConversationQuery(person: AccountID(rawValue: user), type: .personal)
            let page = try await store.conversations.page(of: query, after: nil, limit: 1)
            return page.conversations.first?.reference.locale
        } catch {
            throw NotificationError(.unavailable, error.message)
        }
    }
}
