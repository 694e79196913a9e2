internal import HTTPKit
internal import JSONKit

/// What people do besides writing, and any activity at all.
extension ControlPlane {
    private static let shares = "/teams/{t}/channels/{c}/shares"

    static let eventRoutes: [Row] = [
        ("POST", "/typing", { try await $0.type($1.body()) }),
        ("POST", "/conversations/{c}/messages/{m}/suggestions", { try await $0.choose($1, $1.body()) }),
        ("POST", shares, { try await $0.share($1, $1.body()) }),
        ("DELETE", shares, { try await $0.unshare($1, $1.query()) }),
        ("POST", "/activities", { try await $0.send($1.body()) }),
    ]

    private func type(_ typing: Typing) async throws -> HTTP.Response {
        _ = try await host.change { try $0.type(in: typing.conversation, as: typing.person) }
        return .control()
    }

    /// Answers when the bot has heard of it, or after 15 s.
    private func choose(_ call: ControlCall, _ choice: SuggestionChoice) async throws -> HTTP.Response {
        let chosen = try await host.change { world in
            try world.choose(suggestion: choice.title, of: call["m"], in: call["c"], as: choice.person)
        }
        var answer: JSONObject = ["deliveries": .array(await chosen.outcomes(within: Self.patience).map(\.json))]
        answer["id"] = chosen.value.map(JSONValue.string)
        return .control(200, .object(answer))
    }

    private func share(_ call: ControlCall, _ share: ChannelShare) async throws -> HTTP.Response {
        _ = try await host.change { world in
            try world.shareChannel(call["c"], of: call["t"], with: share.team, as: share.person)
        }
        return .control(201)
    }

    private func unshare(_ call: ControlCall, _ share: ChannelShare) async throws -> HTTP.Response {
        _ = try await host.change { world in
            try world.unshareChannel(call["c"], of: call["t"], with: share.team, as: share.person)
        }
        return .control()
    }

    /// Answers when the bot has answered, or after 15 s.
    private func send(_ raw: RawActivity) async throws -> HTTP.Response {
        let sent = try await host.change { world in
            try world.deliver(raw: raw.activity, to: raw.bot, in: raw.conversation, as: raw.person)
        }
        return .control(200, ["deliveries": .array(await sent.outcomes(within: Self.patience).map(\.json))])
    }
}
