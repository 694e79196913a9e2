internal import JSONKit

/// A value of a row that is read from a file as it is read from the store.
protocol RowValue: WireValue, StrictlyDecodableValue {}

extension RowValue {
    init(at place: StrictPlace) throws(StrictError) {
        do throws(WireError) {
            try self.init(json: place.json)
        } catch {
            throw place.mismatch(error.expected)
        }
    }
}
