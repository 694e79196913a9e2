import Teams

/// Gives `app` what it says of the things that people do besides writing.
func addEvents(to app: App) {
    app.onMembersAdded { context, members in
        let present = (try? await context.members().count) ?? 0
        for member in members {
            guard let id = member.id else { continue }
            let known = try? await context.member(id)  // the event itself leaves the name out; a guest may have none
            try await context.send("welcome \(known?.name ?? member.name ?? "stranger")")
            let summary = "You are one of \(present) here now. I show what a bot can do: write `help` to me."
            // Not everyone can be shown a message for their eyes alone; the greeting is there already.
            do { try await context.send(summary, visibleTo: .account(id)) } catch {
                context.logger.notice("A summary was not shown", ["error": "\(error)"])
            }
        }
    }

    app.onMessageEdited { context in
        try await context.send("edited: \(context.text)")
    }
    app.onMessageUndeleted { context in
        try await context.send("restored: \(context.text)")
    }
    app.onMessageDeleted { context in
        try await context.send("deleted: \(context.activity.id?.rawValue ?? "")")
    }
    app.onReaction { context, change in
        let lines =
            change.removed.map { "reaction removed: \($0.type?.rawValue ?? "")" }
            + change.added.map { "reaction added: \($0.type?.rawValue ?? "")" }
        for line in lines { try await context.send(line) }
    }

    let told = ToldReceipts()
    app.onEvent(.readReceipt) { context in
        guard let id = context.activity.value?["lastReadMessageId"]?.stringValue else { return }
        // Who reads what the bot says of reading has read nothing new: the two would never end.
        guard await !told.contains(id) else { return }
        let sent = try await context.send("read up to \(id)")
        if let answer = sent.id?.rawValue { await told.insert(answer) }
    }
}

/// The messages that told of a read receipt, the last of them.
private actor ToldReceipts {
    private static let most = 1_000
    private var ids: [String] = []

    func contains(_ id: String) -> Bool { ids.contains(id) }

    func insert(_ id: String) {
        if ids.count == Self.most { ids.removeFirst(Self.most / 2) }
        ids.append(id)
    }
}
