import JSONKit
import Testing

@testable import LocalTeams

private let consentCard: JSONValue = [
    "description": "The manifest", "sizeInBytes": 6, "acceptContext": ["report": 7], "declineContext": ["report": 8],
]

@Suite struct ConsentTests {
    private func offer(_ harbor: inout Harbor, in conversation: ConversationID) throws -> String {
        let attachment: JSONValue = [
            "contentType": .string(World.consentCard), "name": "manifest.csv", "content": consentCard,
        ]
        return try #require(
            try harbor.world.send(["type": "message", "attachments": [attachment]], to: conversation, by: Harbor.bot).id
        )
    }

    @Test("E57 a file that is accepted has an address to bring it to")
    func accepted() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try offer(&harbor, in: chat)
        let activity = try harbor.sent { _ = try $0.consent(true, on: id, in: chat, as: "ines", file: "7") }
        #expect(activity["name"] == "fileConsent/invoke")
        #expect(activity["replyToId"] == .string(id))
        #expect(
            activity["value"] == [
                "type": "fileUpload", "action": "accept", "context": ["report": 7],
                "uploadInfo": [
                    "name": "manifest.csv", "uploadUrl": "http://127.0.0.1:3979/_files/up/7",
                    "contentUrl": "http://127.0.0.1:3979/_files/7", "uniqueId": "7", "fileType": "csv",
                ],
            ])
        #expect(try harbor.world.history(of: chat, as: "ines").last?["attachments"]?[0]?["consent"] == "accepted")
        #expect(refusal { _ = try harbor.world.consent(true, on: id, in: chat, as: "ines", file: "8") }?.status == 409)
    }

    @Test("E58 a file that is declined has none")
    func declined() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try offer(&harbor, in: chat)
        let activity = try harbor.sent { _ = try $0.consent(false, on: id, in: chat, as: "ines", file: "7") }
        #expect(activity["value"] == ["type": "fileUpload", "action": "decline", "context": ["report": 8]])
        #expect(harbor.world.files["7"] == nil)
    }

    @Test func filesOfBotsAreForPersonalChats() throws {
        var harbor = Harbor()
        let id = try offer(&harbor, in: Harbor.tides)
        #expect(
            refusal { _ = try harbor.world.consent(true, on: id, in: Harbor.tides, as: "ines", file: "7") }?.status
                == 400)
        let said = try harbor.say("x", in: harbor.personal("ines"))
        let chat = harbor.personal("ines")
        #expect(
            refusal { _ = try harbor.world.consent(true, on: said, in: chat, as: "ines", file: "7") }?.status == 400)
    }

    private func awaiting(_ harbor: inout Harbor) throws {
        let chat = harbor.personal("ines")
        let id = try offer(&harbor, in: chat)
        _ = try harbor.world.consent(true, on: id, in: chat, as: "ines", file: "7")
    }

    private static let ranges: [(text: String, bytes: Int, status: Int?)] = [
        ("bytes 0-5/6", 6, nil), ("bytes 0-5/6", 5, 400), ("bytes 1-5/6", 5, 416), ("bytes 0-2/6", 3, nil),
        ("bytes 0-5/5", 6, 400), ("bytes 5-0/6", 6, 400), ("bytes */6", 6, 400), ("0-5/6", 6, 400),
        ("bytes 0-5/*", 6, 400), ("bytes -1-5/6", 6, 400), ("bytes 0-99999999999999999999/6", 6, 400),
        ("bytes 0-5/6 ", 6, 400), ("bytes 0-6/7", 7, nil),
    ]

    @Test("An upload's range must fit its bytes and begin where the last one ended", arguments: ranges)
    func fits(_ each: (text: String, bytes: Int, status: Int?)) throws {
        var harbor = Harbor()
        try awaiting(&harbor)
        guard let range = ContentRange(each.text) else {
            #expect(each.status == 400)
            return
        }
        let bytes = FileBytes([UInt8](repeating: 7, count: each.bytes))
        let refused = refusal { _ = try harbor.world.upload(bytes, range: range, to: "7") }
        #expect(refused?.status == each.status)
    }

    @Test(
        "A file that comes in parts is whole in the end, whatever the parts' lengths", arguments: [1, 2, 3, 4, 5, 100])
    func parts(_ length: Int) throws {
        var harbor = Harbor()
        try awaiting(&harbor)
        let all = (0..<100).map { UInt8($0) }
        var first = 0
        while first < all.count {
            let part = Array(all[first..<min(first + length, all.count)])
            let range = try #require(ContentRange("bytes \(first)-\(first + part.count - 1)/\(all.count)"))
            first += part.count
            let answer = try harbor.world.upload(FileBytes(part), range: range, to: "7")
            if first < all.count {
                #expect(answer == .partly(next: first))
            } else {
                #expect(answer != .partly(next: first))
            }
        }
        let file = try #require(harbor.world.files["7"])
        #expect(file.isWhole)
        #expect(ServedFile(file).bytes == all)
        let again = try #require(ContentRange("bytes 0-0/1"))
        #expect(refusal { _ = try harbor.world.upload(FileBytes([1]), range: again, to: "7") }?.status == 409)
        #expect(refusal { _ = try harbor.world.upload(FileBytes([1]), range: again, to: "8") }?.status == 404)
    }
}
