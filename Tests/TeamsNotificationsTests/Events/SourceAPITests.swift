import Foundation
import JSONKit
import Testing

@testable import TeamsNotifications

@Suite struct SourceAPITests {
    @Test func theSourcesAndTheirRejectedEventsAreListed() async throws {
        let sources = try SourceTown()
        let feed = ListFeed([["no JSON", #"{"id":7}"#, #"{"no":"id"}"#, "2"]])
        let source = try sources.source([:], feed)
        let town = APITown(sources: EventSources([source], store: sources.store))
        let before = await town.call("GET", "/v1/sources").json
        #expect(before["items"]?[0]?["state"] == "connecting")
        #expect(before["items"]?[0]?["lag"] == .null)
        try await running(source, until: feed.isDone)
        let item = await town.call("GET", "/v1/sources", as: .read).json["items"]?[0]
        #expect(item?["name"] == "builds")
        #expect(item?["kind"] == "postgres")
        #expect(item?["accepted"] == 1)
        #expect(item?["rejected"] == 3)
        #expect(item?["lastEventAt"] != .null)
        let page = await town.call("GET", "/v1/sources/builds/rejected?limit=2").json
        #expect(page["items"]?.arrayValue?.count == 2)
        let next = try #require(page["next"]?.stringValue)
        let rest = await town.call("GET", "/v1/sources/builds/rejected?after=\(next)").json
        #expect(rest["next"] == nil)
        let events = ((page["items"]?.arrayValue ?? []) + (rest["items"]?.arrayValue ?? [])).compactMap { $0["event"] }
        #expect(Set(events) == ["no JSON", ["no": "id"], 2])
        let metrics = await town.call("GET", "/metrics").text
        #expect(metrics.contains("teams_notifier_source_lag{source=\"builds\"} 0"))
        #expect(metrics.contains("teams_notifier_source_events_total{source=\"builds\",result=\"rejected\"} 3"))
    }

    @Test func whatIsWrongIsTold() async throws {
        let sources = try SourceTown()
        let source = try sources.source([:], ListFeed([]))
        let town = APITown(sources: EventSources([source], store: sources.store))
        #expect(await town.call("GET", "/v1/sources/other/rejected").status == 404)
        #expect(await town.call("GET", "/v1/sources/builds/rejected?after=x").pointer == "/after")
        #expect(await town.call("GET", "/v1/sources/builds/rejected?limit=0").status == 400)
        #expect(await town.call("GET", "/readyz").status == 200)
        source.note(trouble: "nobody answers")
        let ready = await town.call("GET", "/readyz")
        #expect(ready.status == 503)
        #expect(ready.json["problems"] == ["source builds: cannot connect: nobody answers"])
    }
}
