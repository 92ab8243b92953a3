namespace ExchangeArchiveSafety.Lab.Blobs;

/// <summary>A request to the storage service.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Account, container and blob.</param>
/// <param name="Query">What stands behind the question mark.</param>
/// <param name="Header">The value of a header; null where it was not sent.</param>
/// <param name="Body">What was sent.</param>
public sealed record BlobCall(string Method, string Path, string Query, Func<string, string?> Header, byte[] Body)
{
    /// <summary>Whether lines are appended.</summary>
    public bool IsAppend => Method == "PUT" && Query.Contains("comp=appendblock", StringComparison.Ordinal);
}

/// <summary>The service's answer.</summary>
/// <param name="Status">The status.</param>
/// <param name="Code">The service's own word for what is wrong; null where nothing is.</param>
/// <param name="Headers">What else it says.</param>
/// <param name="Body">What was asked for.</param>
public sealed record BlobReply(int Status, string? Code, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>An answer that says no more than that.</summary>
    public static BlobReply Of(int status, string? code = null) => new(status, code, new Dictionary<string, string>(), []);
}
