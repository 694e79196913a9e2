internal import TeamsModels

extension Outgoing {
    /// Several messages for one conversation, all checked.
    ///
    /// - Throws: ``AppError`` for the first that cannot be sent, and which one that is.
    static func all(
        _ contents: [any MessageContent], to reference: ConversationReference, audience: Audience?,
        answering inbound: Activity? = nil
    ) throws(AppError) -> [Outgoing] {
        var messages: [Outgoing] = []
        for (index, content) in contents.enumerated() {
            do throws(AppError) {
                messages.append(
                    try Outgoing(content.message.activity, to: reference, audience: audience, answering: inbound))
            } catch {
                guard contents.count > 1 else { throw error }
                throw AppError(
                    error.code, "Message \(index + 1) of \(contents.count): \(error.message). Nothing was sent",
                    causes: error.causes)
            }
        }
        return messages
    }
}
