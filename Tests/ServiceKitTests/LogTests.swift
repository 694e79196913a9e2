import Foundation
import ServiceKit
import Testing

private let noon = Date(timeIntervalSince1970: 1_795_168_800.125)

private func line(_ level: Log.Level, _ metadata: Log.Metadata) -> String? {
    let sink = MemorySink()
    Log(label: "http", level: .trace, sink: sink, clock: WallClock { noon }).log(level, "request done", metadata)
    return sink.records.first?.text
}

private let lines: [(level: Log.Level, metadata: Log.Metadata, text: String)] = [
    (.info, [:], "2026-11-20T10:00:00.125Z info  http request done"),
    (.critical, ["b": "2", "a": "1"], "2026-11-20T10:00:00.125Z critical http request done a=1 b=2"),
    (.error, ["path": "a b", "x": ""], "2026-11-20T10:00:00.125Z error http request done path=\"a b\" x=\"\""),
    (.warning, ["q": "say \"hi\\\""], "2026-11-20T10:00:00.125Z warning http request done q=\"say \\\"hi\\\\\\\"\""),
    (.debug, ["n": "a\r\nb\u{0}\u{1b}[31m"], "2026-11-20T10:00:00.125Z debug http request done n=ab[31m"),
    (.trace, ["n": "ü\u{202e}\u{2028}ß"], "2026-11-20T10:00:00.125Z trace http request done n=üß"),
]

@Test(arguments: lines)
func logLineIsOneLineOfText(level: Log.Level, metadata: Log.Metadata, text: String) {
    #expect(line(level, metadata) == text)
}

@Test(arguments: [String(repeating: "x", count: 100_000), "e" + String(repeating: "\u{301}", count: 100_000)])
func logCutsLongValues(value: String) throws {
    let sink = MemorySink()
    Log(label: "x", sink: sink).info("long", ["value": value])
    let kept = try #require(sink.records.first?.metadata["value"])
    #expect(kept.count <= 512)
    #expect(kept.unicodeScalars.count <= 4 * 512)
    #expect(kept.hasSuffix("…"))
}

@Test func loggerKeepsQuietBelowItsLevel() {
    let sink = MemorySink()
    let logger = Log(label: "x", level: .notice, sink: sink)
    func costly() -> Log.Metadata {
        Issue.record("metadata was computed for a line that is not written")
        return [:]
    }
    logger.trace("no", costly())
    logger.debug("no", costly())
    logger.info("no", costly())
    logger.notice("notice")
    logger.warning("warning")
    logger.error("error")
    logger.critical("critical")
    #expect(sink.records.map(\.level) == [.notice, .warning, .error, .critical])
}

@Test func loggerAddsItsOwnMetadata() {
    let sink = MemorySink()
    let logger = Log(label: "x", sink: sink).with(["turn": "1", "who": "a"]).with(["who": "b"]).labelled("y")
    logger.info("one", ["turn": "2"])
    #expect(sink.records.first?.metadata == ["turn": "2", "who": "b"])
    #expect(sink.records.first?.label == "y")
}

@Test func logLevelsHaveNames() {
    #expect(Log.Level(name: "debug") == .debug)
    #expect(Log.Level(name: "DEBUG") == nil)
    #expect(Log.Level.allCases.map(\.name).contains("warning"))
}

private let objects: [(metadata: Log.Metadata, json: String)] = [
    ([:], ""), (["b": "2", "a": "1"], ",\"a\":\"1\",\"b\":\"2\""),
    (["q": "say \"hi\"\\\n\u{7}"], ",\"q\":\"say \\\"hi\\\"\\\\\""),
    (["message": "x", "time": "y"], ",\"message_\":\"x\",\"time_\":\"y\""), (["ü": "ß"], ",\"ü\":\"ß\""),
]

@Test(arguments: objects)
func logLineIsAnObjectOfJSON(metadata: Log.Metadata, json: String) throws {
    let sink = MemorySink()
    Log(label: "http", sink: sink, clock: WallClock { noon }).notice("request done", metadata)
    let head =
        "\"time\":\"2026-11-20T10:00:00.125Z\",\"level\":\"notice\",\"label\":\"http\",\"message\":\"request done\""
    let line = try #require(sink.records.first?.json)
    #expect(line == "{\(head)\(json)}")
    #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String] != nil)
}
