import HTTPKit
import JSONKit
import TeamsConnector
import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

/// Activities that are nearly right: whatever stands in a body, the answer is below 500, and the next one is handled.
struct HostileActivityTests {
    private static let seeds: [JSONValue] = [
        Inbound.message(
            "<at>Harbor</at> hi <quoted messageId=\"1\"/>", in: Inbound.channel("19:b@thread.tacv2;messageid=16"),
            [
                "timestamp": "2026-11-20T08:00:00.1230000Z", "localTimestamp": "2026-11-20T09:00:00.1+01:00",
                "entities": [
                    ["type": "mention", "mentioned": Inbound.bot, "text": "<at>Harbor</at>"],
                    ["type": "quotedReply", "quotedReply": ["messageId": "1", "time": "1795161600999"]],
                    ["type": "clientInfo", "locale": "en-US", "timezone": "Europe/Berlin"],
                    ["type": "https://schema.org/Message", "citation": [["position": 1]]],
                    ["type": "streaminfo", "streamSequence": 3],
                ],
                "attachments": [["contentType": "text/html", "content": "<p>hi</p>"]],
                "channelData": [
                    "tenant": ["id": "T"], "team": ["id": "19:t", "memberCount": 4], "streamSequence": 1,
                    "feedbackLoopEnabled": true,
                ],
                "suggestedActions": ["actions": [["type": "imBack", "value": "x"]]],
            ]),
        Inbound.event(
            "conversationUpdate",
            ["membersAdded": [Inbound.ines, ["id": "29:bo"]], "channelData": ["eventType": "channelCreated"]]),
        Inbound.event(
            "messageReaction", ["reactionsAdded": [["type": "like", "user": Inbound.ines]], "replyToId": "1"]),
        Inbound.event("invoke", ["name": "adaptiveCard/action", "value": ["action": ["verb": "x", "data": [1, 2]]]]),
        Inbound.event("event", ["name": "application/vnd.microsoft.readReceipt", "value": ["lastReadMessageId": "1"]]),
        Inbound.event("installationUpdate", ["action": "add"]),
        Inbound.message("edit", ["type": "messageUpdate", "channelData": ["eventType": "editMessage"]]),
    ]

    private static let nonsense: [JSONValue] =
        [
            nil, true, false, "", "x", " ", "\u{0}", "\u{FFFD}", "<quoted ", "<at>", [], [:], [nil], [[[[]]]],
            ["": nil], 0, -1, 1e300,
            -1e300, 0.1, .number(JSONNumber(Int.max)), .number(JSONNumber(Int.min)), .number(JSONNumber(UInt64.max)),
            "9999-12-31T23:59:60.999999999999999+23:59", "0000-01-01T00:00:00Z", "-2147483648", "NaN",
            .string(String(repeating: "a", count: 5_000)), .string(String(repeating: "\u{301}", count: 500)),
            ["id": nil],
            ["id": 1], ["type": "mention"], ["isTargeted": true], "19:x;messageid=99999999999999999999",
        ]
        + ["1e999", "-1e999", "123456789012345678901234567890", "1E-400", "-0.0"].compactMap {
            try? JSONValue(parsing: $0)
        }

    /// `value` with one place in it changed: replaced, removed, doubled, or something added.
    private func mutated(_ value: JSONValue, _ random: inout SeededGenerator) -> JSONValue {
        let isHere = random.chance(4)
        switch value {
        case .object(var object) where !object.isEmpty && !isHere:
            let name = random.pick(object.map(\.name))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: object[name] = nil
            case 1:
                object[random.pick(["conversation", "recipient", "isTargeted", "x", "", name])] = random.pick(
                    Self.nonsense)
            default: object[name] = mutated(object[name] ?? nil, &random)
            }
            return .object(object)
        case .array(var array) where !array.isEmpty && !isHere:
            let index = Int.random(in: array.indices, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: array.remove(at: index)
            case 1: array.append(random.pick(Self.nonsense))
            default: array[index] = mutated(array[index], &random)
            }
            return .array(array)
        default: return random.pick(Self.nonsense)
        }
    }

    /// The text with some bytes changed.
    private func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: index)
            default: bytes.insert(contentsOf: Array("[{\",:}]0\\".utf8).shuffled(using: &random).prefix(2), at: index)
            }
        }
        return bytes
    }

    /// A bot that looks at all that an activity says.
    private func bot() -> Bot {
        let bot = Bot { $0.sending.isPaced = false }
        bot.app.onMessage(.equals("edit")) { _ in }
        bot.app.onMessage(.matching(/(?i)^hi\s+(.+)$/)) { _, _ in }
        bot.app.onMessage { context in
            _ = (context.text, context.reference, context.activity.threadRoot, context.activity.quotes)
            _ = (
                context.activity.mentions, context.activity.timestamp?.date,
                context.activity.localTimestamp?.offsetSeconds
            )
            _ = context.activity.textWithoutMentions(keepingNames: true)
            try await context.reply("x")
            try await context.send("y", visibleTo: .sender)
        }
        bot.app.onMembersAdded { try await $0.send("welcome \($1.map { $0.name ?? "" })") }
        bot.app.onReaction { _ = ($1.added, $1.removed, $0.activity.kind) }
        bot.app.onActivity { context in
            _ = (
                context.activity.readReceipt, context.activity.meetingEvent, context.activity.client,
                context.activity.tenantID
            )
            try await context.send("z")
        }
        bot.app.onInvoke { .json($0.activity.value ?? nil) }
        return bot
    }

    @Test(arguments: [1, 2, UInt64.random(in: 3...UInt64.max)])
    func noAnswerIsEver5xx(_ seed: UInt64) async throws {
        let bot = bot()
        var random = SeededGenerator(seed)
        let authorization = "Bearer \(try bot.token())"
        var counts: [Int: Int] = [:]
        for number in 0..<1_500 {
            var body = random.pick(Self.seeds)
            for _ in 0..<Int.random(in: 1...3, using: &random) { body = mutated(body, &random) }
            if body.objectValue?["id"] != nil { body["id"] = .string("\(number)") }
            var bytes = body.serialized()
            if random.chance(4) { bytes = damaged(bytes, &random) }
            let status = await bot.app.handle(bot.request(bytes, authorization: authorization)).status
            #expect(status < 500, "\(String(decoding: bytes, as: UTF8.self)), seed \(seed)")
            counts[status, default: 0] += 1
        }
        #expect((counts[200] ?? 0) > 100 && (counts[400] ?? 0) > 100, "\(counts), seed \(seed)")
        #expect(try await bot.post(Inbound.message("good", id: "last")).status == 200)
    }

    private static let deep: [String] = [
        String(repeating: "[", count: 200_000), String(repeating: "{\"a\":", count: 100_000),
        "{\"type\":\"message\",\"conversation\":{\"id\":\"c\"},\"value\":" + String(repeating: "[", count: 400)
            + String(repeating: "]", count: 400) + "}",
        "{\"type\":\"message\",\"conversation\":{\"id\":\"c\"},\"value\":" + String(repeating: "{\"a\":", count: 50_000)
            + "1"
            + String(repeating: "}", count: 50_000) + "}",
    ]

    @Test("A body of any depth is answered", arguments: deep.indices)
    func depth(_ index: Int) async throws {
        let bot = bot()
        let request = bot.request(Array(Self.deep[index].utf8), authorization: "Bearer \(try bot.token())")
        #expect([200, 400, 401].contains(await bot.app.handle(request).status))
    }
}
