import JSONKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

/// The hosts that were asked, in order. Here the one for GCC is a path.
private func hosts(_ harbor: Harbor) -> [String] {
    harbor.wire.attempts.map { $0.url.hasPrefix(Harbor.origin + "/gcc/") ? "gcc" : "home" }
}

@Suite("A tenant of GCC that is called at the public host")
struct GCCTests {
    @Test(
        "each act moves there at once, and its answer says so; an old reference then goes there directly",
        arguments: Act.allCases)
    func moves(act: Act) async throws {
        try await Harbor.with(.unpaced) { harbor in
            let scene = try await Scene(harbor, in: harbor.channel)
            try await harbor.gesture("PATCH", "tenant", ["cloud": "gcc"])
            harbor.wire.clear()
            let now = harbor.clock.now
            let url = try await scene.perform(act)
            #expect(hosts(harbor) == ["home", "gcc"])
            #expect(harbor.wire.attempts.first?.body == harbor.wire.attempts.last?.body)
            if let url { #expect(url.hasPrefix(Harbor.origin + "/gcc/")) }
            for again in [Act.send, .members, .create] {
                harbor.wire.clear()
                try await scene.perform(again)
                #expect(hosts(harbor) == ["gcc"], "\(again) by the old reference")
            }
            #expect(harbor.clock.now == now, "nothing waited")
        }
    }

    @Test("a conversation that was stored with its host needs no move after a restart")
    func stored() async throws {
        try await Harbor.with(.unpaced) { harbor in
            try await harbor.gesture("PATCH", "tenant", ["cloud": "gcc"])
            let ines = ConversationParameters.personal(
                with: try await harbor.account(of: "Ines").id ?? "", tenantId: harbor.tenant)
            let created = try await harbor.connector.createConversation(ines, serviceUrl: harbor.group.serviceUrl)
            harbor.wire.clear()
            let restarted = harbor.anotherConnector()
            _ = try await restarted.send(Activity(text: "x"), in: created.reference)
            #expect(hosts(harbor) == ["gcc"])
            _ = try await restarted.send(Activity(text: "x"), in: harbor.group)
            #expect(hosts(harbor) == ["gcc", "home", "gcc"])
        }
    }
}
