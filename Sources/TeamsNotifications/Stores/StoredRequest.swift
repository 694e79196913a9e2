internal import JSONKit
internal import SQLCore

/// A request as the store keeps it: in the form of the API, without the data per recipient, which stand in rows of
/// their own.
enum StoredRequest {
    static func text(of request: NotificationRequest) -> String {
        var request = request
        request.content.recipientData = [:]
        return request.json.text()
    }

    static func request(_ text: String) throws(StoreError) -> NotificationRequest {
        guard let json = try? JSONValue(parsing: text) else { throw .damaged("what is stored of a notification") }
        do throws(StrictError) { return try StrictReader.read(from: json) } catch {
            throw .damaged("what is stored of a notification (\(error.message))")
        }
    }
}
