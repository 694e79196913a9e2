import Foundation
import JSONKit
import TeamsModels

/// Decoding and encoding one activity, with its unknown members kept, beside Foundation.
func measureJSON() throws {
    let text = activityText(id: "1795161600123", serviceURL: "https://smba.trafficmanager.net/emea/", app: "app")
    let bytes = Array(text.utf8)
    let data = Data(bytes)
    let activity = try Activity(json: JSONValue(parsing: bytes))
    let original = try JSONValue(parsing: bytes)
    precondition(original == activity.json, "an activity must survive a round trip")

    report("activity size", Double(bytes.count), "bytes")
    let decode = try secondsPerCall(20_000) { _ = try Activity(json: JSONValue(parsing: bytes)) }
    report("decode Activity (TeamsModels)", decode * 1e6, "µs")
    let encode = secondsPerCall(20_000) { _ = activity.json.serialized() }
    report("encode Activity (TeamsModels)", encode * 1e6, "µs")
    report("decode and encode together", (decode + encode) * 1e6, "µs")
    let value = try secondsPerCall(20_000) { _ = try JSONValue(parsing: bytes) }
    report("parse into JSONValue", value * 1e6, "µs")

    let decoder = JSONDecoder()
    let encoder = JSONEncoder()
    let lossy = try secondsPerCall(5_000) { _ = try decoder.decode(LossyActivity.self, from: data) }
    report("Foundation: decode six fields, the rest lost", lossy * 1e6, "µs")
    let lossless = try secondsPerCall(2_000) { _ = try decoder.decode(JSONValue.self, from: data) }
    report("Foundation: decode everything", lossless * 1e6, "µs")
    let tree = try decoder.decode(JSONValue.self, from: data)
    let written = try secondsPerCall(2_000) { _ = try encoder.encode(tree) }
    report("Foundation: encode everything", written * 1e6, "µs")
}

/// What one would write by hand with `Codable`.
private struct LossyActivity: Codable {
    struct Account: Codable { var id: String, name: String? }
    struct Conversation: Codable { var id: String, conversationType: String?, tenantId: String? }
    var type: String, id: String, text: String, serviceUrl: String
    var from: Account, conversation: Conversation
}
