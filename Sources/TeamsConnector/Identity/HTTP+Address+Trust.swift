package import HTTPKit

extension HTTP.Address {
    /// A base address that a token or a secret may be sent to: `https`, or `http` on this machine alone.
    /// - Throws: what is wrong, for people.
    package init(trustworthyBase text: String) throws(HTTP.AddressError) {
        try self.init(base: text)
        guard isTrustworthy else { throw .notTrustworthy }
    }
}
