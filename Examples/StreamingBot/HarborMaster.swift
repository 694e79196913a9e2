import Teams

/// Gives `app` a harbor master who thinks aloud, and asks before doing anything.
func addHarborMaster(to app: App, pause: Duration = .milliseconds(40)) {
    let label = Message().labelledAsAIGenerated()

    app.onInstall { context in
        try await context.send("I am the harbor master. Ask me for the `tide`, or to `book berth 4`.")
    }

    // Plain answers: one call, and the person reads along. Stop ends it.
    app.onMessage(.equals("tide")) { context in
        try await context.stream { stream in
            try await stream.inform("Reading the tide tables…")
            for try await words in Words(text: tide, pause: pause) { try await stream.append(words) }
            try await stream.append(label)
        }
    }

    // What changes something is asked for first: the plan is streamed, and a person decides, whenever they do.
    app.onMessage(.matching(/(?i)^book berth (\d{1,3})$/)) { context, match in
        let berth = String(match.1)
        // Who pressed Stop is asked nothing.
        let words = Words(text: plan(for: berth), pause: pause)
        guard try await context.stream(words, ending: label) != nil else { return }
        try await context.ask("book", "Shall I? `yes` or `no`.", note: .string(berth))
    }
    app.onAnswer("book") { context, question, answer in
        let berth = question.note?.stringValue ?? ""
        let isAgreed = answer.text.lowercased() == "yes"
        try await context.send(isAgreed ? "Berth \(berth) is yours." : "Berth \(berth) stays free.")
    }

    app.onMessage { context in
        try await context.stream(
            Words(text: "I know the `tide`, and how to `book berth 4`.", pause: pause), ending: label)
    }
}

private let tide = """
    High water is at 14:20, with 3.1 metres at the old quay. The wind comes from the south-west with four, and the \
    swell dies down towards the evening. Whoever draws more than two metres should be in before noon, or wait for the \
    night tide at 02:45.
    """

private func plan(for berth: String) -> String {
    "Berth \(berth) is free until Friday. I would book it for tonight, and tell the night watch to expect you."
}
