internal import JSONKit

/// A row that knows its own id.
protocol TableRow: WireValue {
    associatedtype ID: RecordKey
    var rowID: ID { get }
}
