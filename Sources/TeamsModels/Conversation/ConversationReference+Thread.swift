extension ConversationReference {
    /// The thread that `root` begins, in the same channel or chat: what is sent there stands below that message.
    ///
    /// ```swift
    /// try await context.send("Berth 4 is free.", to: context.reference.thread(of: post))
    /// ```
    /// - Parameter root: the message that began the thread. A thread that is named already is replaced.
    /// - Throws: ``ThreadError`` when the reference names no conversation, or the id cannot be a message's.
    public func thread(of root: ActivityID) throws(ThreadError) -> ConversationReference {
        guard let id = conversation?.id else { throw .noConversation }
        var reference = self
        reference.conversation?.id = try id.threaded(root: root)
        return reference
    }
}
