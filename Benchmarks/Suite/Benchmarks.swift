import Foundation

/// What `Benchmarks/run` measures of ourselves. Each prints lines of `name<TAB>value<TAB>unit`.
@main
struct Benchmarks {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch arguments.first {
        case "json": try measureJSON()
        case "token": try measureTokens()
        case "cards": try measureCards()
        case "expand": try expandCards(arguments.dropFirst().first ?? "", times: arguments.last.flatMap(Int.init) ?? 1)
        case "client": try await measureClient(url: arguments.dropFirst().first ?? "http://127.0.0.1:8080/")
        case "bot": try await serveBot()
        case "sink": try await serveSink(Array(arguments.dropFirst()))
        default:
            FileHandle.standardError.write(
                Data(
                    "usage: benchmarks json|token|cards|expand weather|notification TIMES|client URL|bot|sink [PORT [LATENCY]]\n"
                        .utf8))
            exit(64)
        }
    }
}

/// The median of five runs of `count` calls, in seconds a call.
func secondsPerCall(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
    var runs: [Double] = []
    for _ in 0..<5 {
        let start = ContinuousClock.now
        for _ in 0..<count { try body() }
        runs.append((ContinuousClock.now - start) / .seconds(1) / Double(count))
    }
    return runs.sorted()[2]
}

func report(_ name: String, _ value: Double, _ unit: String) {
    print("\(name)\t\(value < 100 ? String(format: "%.2f", value) : String(format: "%.0f", value))\t\(unit)")
}

/// An activity of about 1.5 KB as Teams sends it, with its own id.
func activityText(id: String, serviceURL: String, app: String) -> String {
    let filler = String(repeating: "When does the ferry leave, and who is on watch tonight? ", count: 9)
    return """
        {"text":"\(filler)","textFormat":"plain","type":"message","timestamp":"2026-11-20T08:00:00.123Z",\
        "localTimestamp":"2026-11-20T09:00:00.123+01:00","id":"\(id)","channelId":"msteams","serviceUrl":"\(serviceURL)",\
        "from":{"id":"29:1W8CoKzrrjJR-KiVDGUS8nZIQHGfNLNBk31MgA7H3ova0EAuMxatYmr_C","name":"Ines Okafor",\
        "aadObjectId":"6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31"},"conversation":{"conversationType":"personal",\
        "tenantId":"7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00","id":"a:1UGHULJE5kQriv8ycVTSmiUnMzUckL288OvC6BGlHq0vzo3B"},\
        "recipient":{"id":"28:\(app)","name":"Harbor"},"entities":[{"locale":"en-GB","country":"GB","platform":"Web",\
        "timezone":"Europe/Stockholm","type":"clientInfo"}],"channelData":{"tenant":{"id":"7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00"},\
        "unknown":{"kept":true}},"locale":"en-GB","localTimezone":"Europe/Stockholm"}
        """
}
