namespace ExchangeArchiveSafety;

/// <summary>What the service answered to a question about itself.</summary>
public sealed record GraphAnswer
{
    /// <summary>The status.</summary>
    public int Status { get; init; }

    /// <summary>The error code, safe to show; empty where there is none.</summary>
    public string Code { get; init; } = "";

    /// <summary>Whether what was asked for stood in the answer.</summary>
    public bool IsTold { get; init; }

    /// <summary>The message id that a new message was given; empty where none was made, or the answer does not say.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>Whether it is a success.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The code of a service that names things; empty where it is no word of letters, which could be free text, an address or an id.</summary>
    /// <param name="code">The code.</param>
    internal static string WordOf(string code) => code.All(letter => letter is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_') ? code : "";

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {WordOf(Code)}".TrimEnd();
}
