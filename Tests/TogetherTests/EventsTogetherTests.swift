import Foundation
import JSONKit
import LocalTeams
import Teams
import Testing

/// Every event of the reference that has a gesture, from the person who makes it to the handler that is for it, with
/// what it carries.
@Suite(.timeLimit(.minutes(10))) struct EventsTogetherTests {
    /// What the handlers have to say, in the order in which they were reached.
    private struct Ear: Sendable {
        let lines: AsyncStream<String>
        private let continuation: AsyncStream<String>.Continuation

        init() { (lines, continuation) = AsyncStream.makeStream() }

        func hear(_ line: String) { continuation.yield(line) }

        /// Waits until this is said; what else is said before is passed over.
        func wait(for line: String) async { for await heard in lines where heard == line { return } }
    }

    /// Does things in Teams, each followed by what a handler says of it.
    private static func people(
        _ register: @escaping @Sendable (App, Ear) -> Void, permissions: [String] = [],
        _ body: @escaping @Sendable (Quay, _ then: @Sendable (String) async -> Void) async throws -> Void
    ) async throws {
        let ear = Ear()
        try await Quay.with(register: { register($0, ear) }) { quay in
            try await quay.gesture(
                "PATCH", "bots/\(quay.service.clientID)", ["permissions": .array(permissions.map(JSONValue.string))])
            try await body(quay) { await ear.wait(for: $0) }
        }
    }

    @Test func messagesAndWhatBecomesOfThem() async throws {
        try await Self.people { app, ear in
            app.onMessage { ear.hear("message \($0.text) \($0.activity.attachments?.count ?? 0)") }
            app.onMessageEdited { ear.hear("edited \($0.text)") }
            app.onMessageDeleted { ear.hear("deleted \($0.activity.id?.rawValue ?? "")") }
            app.onMessageUndeleted { ear.hear("restored \($0.text)") }
            app.onReaction { _, change in
                ear.hear("reaction +\(change.added.map { $0.type?.rawValue ?? "" }) -\(change.removed.count)")
            }
            app.onActivity { ear.hear("else \($0.activity.type?.rawValue ?? "")") }
        } _: { quay, then in
            let chat = try await quay.chat()
            let path = "conversations/\(chat)/messages"
            let own = try await quay.gesture("POST", path, ["as": "ines", "text": "hello"])["id"]?.stringValue ?? ""
            await then("message hello 1")
            try await quay.gesture("PUT", "\(path)/\(own)", ["as": "ines", "text": "changed"])
            await then("edited changed")
            try await quay.gesture("DELETE", "\(path)/\(own)?as=ines")
            await then("deleted \(own)")
            try await quay.gesture("POST", "\(path)/\(own)/undelete", ["as": "ines"])
            await then("restored changed")
            let file: JSONValue = ["name": "list.csv", "contentType": "text/csv", "base64": "YSxiCg=="]
            try await quay.gesture("POST", path, ["as": "ines", "text": "file", "attachments": [file]])
            await then("message file 2")

            var reference = ConversationReference()
            for try await page in quay.app.conversations.pages(of: ConversationQuery(type: .personal)) {
                for known in page where known.reference.user?.name == "Ines Okafor" { reference = known.reference }
            }
            let sent = try #require(try await quay.app.send("react", to: reference).id?.rawValue)
            try await quay.gesture("PUT", "\(path)/\(sent)/reactions/like?as=ines")
            await then(#"reaction +["like"] -0"#)
            try await quay.gesture("DELETE", "\(path)/\(sent)/reactions/like?as=ines")
            await then("reaction +[] -1")
            try await quay.gesture("PATCH", "tenant", ["typing": true])
            try await quay.gesture("POST", "typing", ["as": "ines", "conversation": .string(chat.unescaped)])
            await then("else typing")
        }
    }

    @Test func installationsAndPeople() async throws {
        try await Self.people { app, ear in
            app.onInstall { ear.hear("installed \($0.activity.conversation?.name ?? "")") }
            app.onUninstall { ear.hear("removed \($0.activity.conversation?.conversationType?.rawValue ?? "")") }
            app.onInstallationUpdate { ear.hear("updated \($0.activity.action?.rawValue ?? "")") }
            app.onMembersAdded { context, members in
                ear.hear("added \(members.count) \(context.activity.conversation?.id?.rawValue ?? "")")
            }
            app.onMembersRemoved { context, members in
                ear.hear("left \(members.count) \(context.activity.conversation?.id?.rawValue ?? "")")
            }
        } _: { quay, then in
            let team = "19:port@thread.tacv2"
            let installed = quay.workspace["installations"]?.arrayValue ?? []
            let id = installed.first { $0["team"]?.stringValue == team }?["id"]?.stringValue ?? ""
            try await quay.gesture("POST", "installations/\(id)/upgrade", ["as": "ines"])
            await then("updated add-upgrade")
            try await quay.gesture("POST", "installations/\(id)/upgrade", ["as": "ines", "removes": true])
            await then("updated remove-upgrade")
            try await quay.gesture("POST", "users", ["handle": "noor", "name": "Noor Ali"])
            try await quay.gesture("POST", "members", ["as": "ines", "user": "noor", "team": .string(team)])
            await then("added 1 \(team)")
            try await quay.gesture("DELETE", "members?as=ines&user=noor&team=\(team.inPath)")
            await then("left 1 \(team)")
            try await quay.gesture("DELETE", "installations/\(id)?as=ines")
            await then("removed channel")
            let again: JSONValue = [
                "as": "ines", "bot": quay.bot, "team": .string(team), "channel": "19:berth@thread.tacv2",
            ]
            try await quay.gesture("POST", "installations", again)
            await then("installed Berth plan")
        }
    }

    @Test func channelsAndTeams() async throws {
        try await Self.people { app, ear in
            let changes: [ChannelEventType] = [
                .channelCreated, .channelRenamed, .channelDeleted, .channelRestored, .channelShared, .channelUnshared,
                .teamRenamed, .teamArchived, .teamUnarchived, .teamDeleted, .teamRestored, .teamHardDeleted,
            ]
            for change in changes {
                app.onConversationUpdate(change) { context in
                    let data = context.activity.channelData
                    let name = data?.channel?.name ?? data?.team?.name ?? data?.team?.id?.rawValue ?? ""
                    ear.hear("\(change.rawValue) \(name)")
                }
            }
            app.onMembersAdded { context, _ in
                ear.hear("added \(context.activity.channelData?.eventType?.rawValue ?? "")")
            }
            app.onMembersRemoved { context, _ in
                ear.hear("left \(context.activity.channelData?.eventType?.rawValue ?? "")")
            }
        } _: { quay, then in
            let team = "19:port@thread.tacv2"
            let path = "teams/\(team.inPath)"
            let made = try await quay.gesture(
                "POST", "\(path)/channels", ["as": "ines", "name": "Joint", "kind": "shared"])
            await then("channelCreated Joint")
            let id = made["id"]?.stringValue ?? ""
            let channel = "\(path)/channels/\(id.inPath)"
            try await quay.gesture("PATCH", channel, ["as": "ines", "name": "Dock"])
            await then("channelRenamed Dock")
            let other = try await quay.gesture("POST", "teams", ["as": "rosa", "name": "Customs"])["id"] ?? ""
            try await quay.gesture("POST", "\(channel)/shares", ["as": "ines", "team": other])
            await then("channelShared Dock")
            try await quay.gesture(
                "DELETE", "\(channel)/shares?as=ines&team=\((other.stringValue ?? "").inPath)")
            await then("channelUnshared \(team)")
            try await quay.gesture("POST", "users", ["handle": "noor", "name": "Noor Ali"])
            try await quay.gesture("POST", "members", ["as": "ines", "user": "noor", "channel": .string(id)])
            await then("added channelMemberAdded")
            try await quay.gesture("DELETE", "members?as=ines&user=noor&channel=\(id.inPath)")
            await then("left channelMemberRemoved")
            try await quay.gesture("DELETE", "\(channel)?as=ines")
            await then("channelDeleted Dock")
            try await quay.gesture("POST", "\(channel)/restore", ["as": "ines"])
            await then("channelRestored Dock")
            try await quay.gesture("PATCH", path, ["as": "ines", "name": "Docks"])
            await then("teamRenamed Docks")
            try await quay.gesture("PATCH", path, ["as": "ines", "archived": true])
            await then("teamArchived Docks")
            try await quay.gesture("PATCH", path, ["as": "ines", "archived": false])
            await then("teamUnarchived Docks")
            try await quay.gesture("DELETE", "\(path)?as=ines")
            await then("teamDeleted Docks")
            try await quay.gesture("POST", "\(path)/restore", ["as": "ines"])
            await then("teamRestored Docks")
            try await quay.gesture("DELETE", "\(path)?as=ines&hard=true")
            await then("teamHardDeleted \(team)")
        }
    }

    @Test func readingMeetingsAndWhatNobodyKnows() async throws {
        let permissions = [
            "ChatMessageReadReceipt.Read.Chat", "OnlineMeeting.ReadBasic.Chat",
            "OnlineMeetingParticipant.Read.Chat",
        ]
        try await Self.people(
            { app, ear in
                app.onMessage { _ = try await $0.send("answer") }
                for name: EventName in [.meetingStart, .meetingEnd] {
                    app.onEvent(name) { ear.hear("\(name.rawValue) \($0.activity.value?["Title"]?.stringValue ?? "")") }
                }
                for name: EventName in [.meetingParticipantJoin, .meetingParticipantLeave] {
                    app.onEvent(name) { context in
                        let member = context.activity.value?["members"]?[0]
                        ear.hear("\(name.rawValue) \(member?["meeting"]?["inMeeting"]?.boolValue ?? false)")
                    }
                }
                app.onEvent(.readReceipt) {
                    ear.hear("read \($0.activity.value?["lastReadMessageId"]?.stringValue ?? "")")
                }
                app.onEvent { ear.hear("event \($0.activity.name ?? "")") }
                app.onActivity { ear.hear("else \($0.activity.type?.rawValue ?? "")") }
                app.onInvoke("suggestedActions/submit") { (_, value: JSONValue) -> TurnResponse in
                    ear.hear("chosen \(value["choice"]?.stringValue ?? "")")
                    return .ok
                }
            }, permissions: permissions
        ) { quay, then in
            let chat = try await quay.chat()
            try await quay.gesture("POST", "conversations/\(chat)/messages", ["as": "ines", "text": "hello"])
            let answer = try #require(try await quay.history(of: chat.unescaped).last?["id"])
            let mark: JSONValue = ["as": "ines", "upTo": answer]
            #expect(try await quay.gesture("POST", "conversations/\(chat)/read", mark)["events"] == 1)
            await then("read \(answer.stringValue ?? "")")
            #expect(try await quay.gesture("POST", "conversations/\(chat)/read", mark)["events"] == 0)

            let made = try await quay.gesture(
                "POST", "chats", ["as": "ines", "kind": "meeting", "members": ["bo"], "name": "Berth call"])
            let call = made["id"]?.stringValue ?? ""
            try await quay.gesture("POST", "installations", ["as": "ines", "bot": quay.bot, "chat": .string(call)])
            let prefix = "application/vnd.microsoft."
            for (event, line) in [
                ("start", "meetingStart Berth call"), ("join", "meetingParticipantJoin true"),
                ("leave", "meetingParticipantLeave false"), ("end", "meetingEnd Berth call"),
            ] {
                try await quay.gesture(
                    "POST", "meetings/\(call.inPath)/events", ["as": "ines", "event": .string(event)])
                await then(prefix + line)
            }

            func raw(_ activity: JSONValue) async throws {
                try await quay.gesture(
                    "POST", "activities",
                    [
                        "as": "ines", "bot": quay.bot, "conversation": .string(chat.unescaped), "activity": activity,
                    ])
            }
            // Of its own channel, `agents`, the keys here say nothing: the SDK would refuse it.
            try await raw(["type": "event", "name": "agentLifecycle", "valueType": "AgenticUserEnabled"])
            await then("event agentLifecycle")
            try await raw(["type": "tideTurned", "height": 4])
            await then("else tideTurned")
            try await raw(["type": "invoke", "name": "suggestedActions/submit", "value": ["choice": "north"]])
            await then("chosen north")
        }
    }
}

extension String {
    /// A segment of a path as what it stands for.
    fileprivate var unescaped: String { removingPercentEncoding ?? self }
}
