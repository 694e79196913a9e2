import Teams

/// Gives `app` everything that the tour bot answers.
func addTour(to app: App) {
    let memory = Memory()
    // In bytes. These expressions begin with `^` and capture once, so a long text costs no more than its length.
    let longest = 100_000

    app.onInstall { context in
        try await context.send("Hello! I was installed here to show what a bot can do. Write `help` to see it all.")
    }
    addConversation(to: app)
    addEvents(to: app)

    app.onMessage(.equals("help")) { context in
        try await context.send(help)
    }
    app.onMessage(.matching(/(?is)^echo\s+(.+)$/, upTo: longest)) { context, match in
        try await context.send(match.1)
    }

    // A message for everyone, changed and taken back later.
    app.onMessage(.matching(/(?is)^say\s+(.+)$/, upTo: longest)) { context, match in
        let sent = try await context.send(match.1)
        await memory.remember(sent, as: .said, by: context)
    }
    app.onMessage(.matching(/(?is)^edit\s+(.+)$/, upTo: longest)) { context, match in
        guard let sent = await memory.last(.said, by: context) else {
            try await context.send("There is nothing to edit: `say` something first.")
            return
        }
        try await sent.update(match.1)
    }
    app.onMessage(.equals("delete")) { context in
        guard let sent = await memory.forget(.said, by: context) else {
            try await context.send("There is nothing to delete: `say` something first.")
            return
        }
        try await sent.delete()
    }

    // The same for the eyes of one person.
    app.onMessage(.matching(/(?is)^whisper\s+(.+)$/, upTo: longest)) { context, match in
        // In a personal chat nobody else is there: it is an answer like any other.
        let sent = try await context.send(match.1, visibleTo: .sender)
        await memory.remember(sent, as: .whispered, by: context)
    }
    app.onMessage(.matching(/(?is)^whisper edit\s+(.+)$/, upTo: longest)) { context, match in
        guard let sent = await memory.last(.whispered, by: context) else {
            try await context.send("There is no whisper to edit: `whisper` something first.")
            return
        }
        try await sent.update(match.1)
    }
    app.onMessage(.equals("whisper delete")) { context in
        guard let sent = await memory.forget(.whispered, by: context) else {
            try await context.send("There is no whisper to delete: `whisper` something first.")
            return
        }
        try await sent.delete()
    }

    app.onMessage(.equals("mention me")) { context in
        try await context.send(Message("Here you are, ").mentioning(context.sender))
    }
    app.onMessage(.equals("members")) { context in
        try await context.send("members: \(context.members().count)")
    }
    app.onMessage(.matching(/(?is)^tell everyone\s+(.+)$/, upTo: longest)) { context, match in
        let sender = try context.sender
        let others = try await context.members().filter { $0.id != sender.id }
        if others.isEmpty { try await context.send("Nobody else is here to be told.") }
        for member in others {
            do {
                let chat = try await context.openConversation(with: member)
                try await app.send(match.1, to: chat)
            } catch let error as ConnectorError {  // not installed for that person, for example
                try await context.send("I cannot reach \(member.name ?? "somebody"): \(error)")
            }
        }
    }

    app.onError { context, error in
        context.logger.error("A command failed", ["error": "\(error)"])
        // Where the bot may not write any more, nobody would read that either.
        if let error = error as? ConnectorError, error.isRecipientGone { return }
        _ = try? await context.send("That did not work: \(error)")
    }
    app.onMessage { context in
        try await context.send("I do not know that. Write `help` to see what I know.")
    }
}

private let help = """
    - `echo X`: I say X
    - `say X`, `edit X`, `delete`: a message, changed, and gone
    - `whisper X`, `whisper edit X`, `whisper delete`: the same, but only you see it
    - `stream X`: X, word by word, as you read along
    - `thread X`: X in the thread of your message
    - `alert X`: X, with a notification
    - `choices`: buttons that answer for you, in a personal chat
    - `card`: a card with a button that changes it
    - `react`: what I think of your message
    - `remind 5 X`: X, in five seconds
    - `mention me`: your name, so that you notice
    - `members`: how many are here
    - `tell everyone X`: X to each of the others, in a chat of their own
    - `help`: this list

    I also say what you do to messages: edit, delete and restore yours, react to mine, and, in our own chat, read them.
    """
