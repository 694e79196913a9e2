extension World {
    /// A file that a bot uploads to a conversation.
    mutating func add(_ file: SentFile, in conversation: ConversationID, by bot: AppID) throws(Refusal) {
        _ = try admit(bot, to: conversation)
        guard file.name.utf8.count + file.contentType.utf8.count <= 2_000 else {
            throw .badArgument("The name or the type is too long.")
        }
        guard file.isBase64 else { throw .badArgument("originalBase64 is not base64.") }
        try files.checkRoom(for: [file])
        files.add(file.stored)
    }
}
