import JSONKit
import TeamsCards
import Testing

private func mention(_ text: String, _ entity: String, _ mentioned: String) -> String {
    cardText(
        #"{"type":"TextBlock","text":"\#(text)"}"#,
        #","msteams":{"entities":[{"type":"mention","text":"\#(entity)","mentioned":\#(mentioned)}]}"#)
}

private let ids: [(mentioned: String, path: String?)] = [
    (#"{"id":"29:1i","name":"Ines"}"#, nil), (#"{"id":"28:1i","name":"Harbor"}"#, nil),
    (#"{"id":"8:orgid:5f9b4d9e-1f2a-4b3c-8d4e-0a1b2c3d4e5f","name":"Ines"}"#, nil),
    (#"{"id":"5F9B4D9E-1f2a-4b3c-8d4e-0a1b2c3d4e5f","name":"Ines"}"#, nil),
    (#"{"id":"ines.okafor@harbor.test","name":"Ines"}"#, nil),
    (#"{"id":"ines_harbor.test#EXT#@quay.onmicrosoft.com","name":"Ines"}"#, nil),
    (#"{"id":"MjQzMmI1N2ItMGFiZC00M2Ri","name":"Crew","mentionType":"Tag"}"#, nil),
    (#"{"id":"29:1i","name":"Ines","mentionType":"person"}"#, nil),
    (#"{"name":"Ines"}"#, ""), (#"{"id":"","name":"Ines"}"#, ""), (#"{"id":7,"name":"Ines"}"#, ""),
    (#"{"id":"Ines","name":"Ines"}"#, "/mentioned/id"), (#"{"id":"29:","name":"Ines"}"#, "/mentioned/id"),
    (#"{"id":"19:abc@thread.tacv2","name":"General"}"#, "/mentioned/id"),
    (#"{"id":"19:abc@thread.skype","name":"Team","mentionType":"Tag"}"#, "/mentioned/id"),
    (#"{"id":"MjQzMmI1N2ItMGFiZC00M2Ri","name":"Crew"}"#, "/mentioned/id"),
    (#"{"id":"29:1i","name":"Crew","mentionType":"Tag"}"#, "/mentioned/id"),
    (#"{"id":"ines@harbor.test","name":"Crew","mentionType":"Tag"}"#, "/mentioned/id"),
    (#"{"id":"29:1i","name":"x","mentionType":"Channel"}"#, "/mentioned/mentionType"),
]

@Test(arguments: ids)
func aMentionNamesAPersonABotOrATag(mentioned: String, path: String?) throws {
    let issues = try found(mention("<at>Ines</at>", "<at>Ines</at>", mentioned)).filter { $0.contains(" mention.") }
    #expect(issues == (path.map { ["error mention.id /msteams/entities/0\($0)"] } ?? []))
}

@Test(arguments: [
    ("<at>R&D</at>", "<at>R&amp;D</at>"), ("<at>Ana B</at>", "<at>Ana\u{A0}B</at>"),
    ("<at>José</at>", "<at>Jose\u{301}</at>"),
    ("<at>ines</at>", "<at>Ines</at>"), ("<at> Ines</at>", "<at>Ines</at>"),
])
func theTextOfAMentionIsThatOfTheEntityByteByByte(text: String, entity: String) throws {
    let person = #"{"id":"29:1i","name":"Ines"}"#
    #expect(
        try found(mention(text, entity, person)) == [
            "error mention.unmatched /body/0/text", "warning mention.unused /msteams/entities/0",
        ])
    #expect(try found(mention(text, text, person)) == [])
    #expect(try found(mention(entity, entity, person)) == [])
}
