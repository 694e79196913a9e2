import Foundation

@testable import JSONKit
@testable import TeamsNotifications

/// What strangers hand to a notifier: the body of a notification, a cron expression, a local time, TeamsFx's file. Each
/// is read or refused; what was read as a notification is written and read again as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNotification(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = try? TeamsFxStore(parsing: bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    _ = LocalDateTime(text)
    _ = try? CronExpression(text)
    guard let json = try? JSONValue(parsing: bytes) else { return 0 }
    guard let request = try? NotificationRequest(at: StrictPlace(json)) else { return 0 }
    let written = request.json
    guard let again = try? NotificationRequest(at: StrictPlace(written)) else {
        preconditionFailure("what was written cannot be read: \(written)")
    }
    precondition(again.json == written, "it is written in another way the second time")
    return 0
}
