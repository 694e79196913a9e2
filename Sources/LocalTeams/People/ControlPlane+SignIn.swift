internal import HTTPKit
internal import JSONKit

/// Where people sign in for bots, and what becomes of it.
extension ControlPlane {
    static let signInRoutes: [Row] = [
        ("GET", "/connections", { plane, _ in try await plane.connections() }),
        ("POST", "/connections", { try await $0.addConnection($1.body()) }),
        ("GET", "/signins", { try await $0.signIns($1.query()) }),
        ("POST", "/signins", { try await $0.signIn($1.body()) }),
    ]

    private func connections() async throws -> HTTP.Response {
        let bots = try await host.read { $0.directory.bots }
        return .control(
            200,
            .array(
                bots.flatMap { bot in
                    bot.connections.map { connection -> JSONValue in
                        [
                            "bot": bot.appId.json, "name": .string(connection.name), "sso": .bool(connection.sso),
                            "asksConsent": .bool(connection.asksConsent),
                        ]
                    }
                }))
    }

    private func addConnection(_ new: NewConnection) async throws -> HTTP.Response {
        let added = try await host.change { try $0.addConnection(new.connection, to: new.bot) }.value
        return .control(
            201,
            [
                "bot": new.bot.json, "name": .string(added.name), "sso": .bool(added.sso),
                "asksConsent": .bool(added.asksConsent),
            ])
    }

    /// Where a person is signed in.
    private func signIns(_ acting: ActingPerson) async throws -> HTTP.Response {
        let shown = try await host.read { world in
            try world.known(acting.person)
            return world.directory.bots.flatMap { bot in
                bot.connections.map { connection -> JSONValue in
                    let place = UserToken.Place(person: acting.person, bot: bot.appId, connection: connection.name)
                    return [
                        "bot": bot.appId.json, "connection": .string(connection.name),
                        "signedIn": .bool(world.signIns.token(at: place, now: world.now) != nil),
                    ]
                }
            }
        }
        return .control(200, .array(shown))
    }

    private func signIn(_ new: NewSignIn) async throws -> HTTP.Response {
        let flow = SignInFlow(host: host, keys: keys)
        let answer: JSONObject =
            switch new.outcome {
            case .token:
                try await flow.signIn(
                    new.person, for: new.bot, at: new.connection, mode: new.isSilent ? .silent : .whatever)
            case .cancel: try await flow.cancel(new.person, for: new.bot, at: new.connection)
            case .failure:
                try await flow.fail(new.person, for: new.bot, at: new.connection, new.code ?? .resourcematchfailed)
            }
        return .control(200, .object(answer))
    }
}
