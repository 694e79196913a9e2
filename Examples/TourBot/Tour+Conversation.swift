import Teams

/// Gives `app` what makes a conversation of messages: threads, notifications, choices, cards, reactions, reminders.
func addConversation(to app: App) {
    let longest = 100_000  // as of the other commands

    app.onMessage(.matching(/(?is)^thread\s+(.+)$/, upTo: longest)) { context, match in
        guard context.activity.conversation?.conversationType != .personal, let id = context.activity.id else {
            try await context.reply(match.1)  // a personal chat has no threads, but quotes
            return
        }
        var reference = context.reference
        let conversation = reference.conversation?.id
        reference.conversation?.id = try conversation?.threaded(root: conversation?.threadRoot ?? id)
        try await context.send(match.1, to: reference)
    }
    app.onMessage(.matching(/(?is)^alert\s+(.+)$/, upTo: longest)) { context, match in
        let text = String(match.1)
        try await context.send(Message(text).alerting(text))
    }
    app.onMessage(.matching(/(?is)^stream\s+(.+)$/, upTo: longest)) { context, match in
        let words = match.1.split(separator: " ", omittingEmptySubsequences: false)
        // As a model takes its time; a long text takes less for each, since a stream has two minutes.
        let pause = min(Duration.milliseconds(200), .seconds(20) / words.count)
        try await context.stream { stream in
            for (number, word) in words.enumerated() {
                try await stream.append(number == 0 ? String(word) : " \(word)")
                try await Task.sleep(for: pause)  // so that people see it grow
            }
        }
    }
    app.onMessage(.equals("react")) { context in
        try await context.react(.like)
    }

    addChoices(to: app)
    addCard(to: app)
    addReminders(to: app, upTo: longest)
}

/// Buttons that write for the person.
private func addChoices(to app: App) {
    let colours = ["Red", "Green", "Blue"]
    app.onMessage(.equals("choices")) { context in
        guard context.activity.conversation?.conversationType == .personal else {
            try await context.send("Red, Green or Blue? In our own chat you could press one of them.")
            return
        }
        let message = colours.reduce(Message("Choose a colour.")) { $0.suggesting(.imBack($1)) }
        try await context.send(message)
    }
    for colour in colours {
        app.onMessage(.equals(colour)) { context in
            try await context.send("You chose \(colour.lowercased()).")
        }
    }
}

/// A card with a button that changes it for whoever presses it, and one that changes it for everybody.
private func addCard(to app: App) {
    app.onMessage(.equals("card")) { context in
        let card = AdaptiveCard {
            TextBlock("May the ferry leave?").size(.large).wrap(true)
        } actions: {
            Action.Execute("Approve", verb: "approve").id("approve").submitFallback()
            Action.Execute("Close for all", verb: "close").id("close")
        }
        try await context.send(card)
    }
    app.onCardAction("approve") { context in
        let person = try await context.namedSender()
        return .card(AdaptiveCard { TextBlock("Approved by \(person.name ?? "you").").wrap(true) })
    }
    app.onCardAction("close") { context in
        let person = try await context.namedSender()
        return .everyone(AdaptiveCard { TextBlock("Closed by \(person.name ?? "somebody").").wrap(true) })
    }
}

/// What is said later. It is kept in memory: a bot that ends forgets it.
private func addReminders(to app: App, upTo longest: Int) {
    let longestWait = 24 * 60 * 60

    app.onMessage(.matching(/(?is)^remind\s+([0-9]{1,9})\s+(.+)$/, upTo: longest)) { context, match in
        guard let seconds = Int(match.1), (1...longestWait).contains(seconds) else {
            try await context.send("From one second to \(longestWait), please: a day.")
            return
        }
        let reference = context.reference
        let text = String(match.2)
        // A turn ends long before that. Nothing awaits this task: when the process ends, so does the reminder.
        Task {
            try await Task.sleep(for: .seconds(seconds))  // what the person asked for
            do { try await app.send(text, to: reference) } catch {
                app.logger.warning("A reminder was not sent", ["error": "\(error)"])
            }
        }
        try await context.send("I will, in \(seconds) s.")
    }
}
