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

    /// <inheritdoc/>
    public override string ToString() => Code.Length == 0 ? $"{Status}" : $"{Status} {Code}";
}
