internal import HTTPKit
internal import JSONKit

/// Buttons, dialogs, feedback, files of bots.
extension ControlPlane {
    private static let message = "/conversations/{c}/messages/{m}"

    static let gestureRoutes: [Row] = [
        ("POST", message + "/actions", { try await $0.press($1, $1.body()) }),
        ("POST", message + "/refresh", { try await $0.refresh($1, $1.body()) }),
        ("POST", message + "/search", { try await $0.search($1, $1.body()) }),
        ("POST", message + "/consent", { try await $0.consent($1, $1.body()) }),
        ("POST", message + "/feedback", { try await $0.giveFeedback($1, $1.body()) }),
        ("POST", "/dialogs/{id}/submit", { try await $0.submit($1["id"], $1.body()) }),
        ("POST", "/dialogs/{id}/search", { try await $0.search($1["id"], $1.body()) }),
    ]

    private func answer(_ gesture: @Sendable (inout World) throws -> Gesture) async throws -> HTTP.Response {
        .control(200, .object(try await GestureAnswer(host: host).answer(gesture)))
    }

    private func press(_ call: ControlCall, _ press: CardPress) async throws -> HTTP.Response {
        try await answer { world in
            try world.press(
                press.action, inputs: press.inputs, on: call["m"], in: call["c"], as: press.person,
                signIn: press.signIn)
        }
    }

    private func refresh(_ call: ControlCall, _ asked: CardRefreshCall) async throws -> HTTP.Response {
        try await answer { try $0.refresh(call["m"], in: call["c"], as: asked.person, manual: asked.isManual) }
    }

    private func search(_ id: DialogID, _ search: ChoiceSearch) async throws -> HTTP.Response {
        try await answer { world in
            try world.search(search.input, for: search.query, inputs: search.inputs, in: id, as: search.person)
        }
    }

    private func search(_ call: ControlCall, _ search: ChoiceSearch) async throws -> HTTP.Response {
        try await answer { world in
            try world.search(
                search.input, for: search.query, inputs: search.inputs, on: call["m"], in: call["c"], as: search.person)
        }
    }

    private func consent(_ call: ControlCall, _ given: ConsentGiven) async throws -> HTTP.Response {
        let file = FileID(rawValue: Secret.hex())
        return try await answer { world in
            try world.consent(given.accepts, on: call["m"], in: call["c"], as: given.person, file: file)
        }
    }

    private func giveFeedback(_ call: ControlCall, _ given: FeedbackGiven) async throws -> HTTP.Response {
        try await answer { world in
            try world.giveFeedback(given.reaction, text: given.text, on: call["m"], in: call["c"], as: given.person)
        }
    }

    private func submit(_ id: DialogID, _ submission: DialogSubmission) async throws -> HTTP.Response {
        try await answer { try $0.submit(submission.data, to: id, as: submission.person) }
    }
}
