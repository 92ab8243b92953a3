using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>How two items compare that share a message id or both have none: all that <see cref="EvidenceRule"/> rests on.</summary>
internal struct PairMatch
{
    public bool HasMessageId;
    public FieldMatch Sent;
    public FieldMatch Subject;
    public FieldMatch Sender;
    public FieldMatch ItemClass;
    public FieldMatch HasAttachments;
    public FieldMatch BodyDigest;
    public FieldMatch SearchKey;
    public FieldMatch Folder;
    public long? Size;
    public long? OtherSize;

    /// <summary>Asked only without a message id.</summary>
    public FieldMatch Received;

    /// <summary>Whether both are without a subject, and that is a fact about the mails.</summary>
    public bool IsWithoutSubject;

    /// <summary>Whether neither tells of attachments.</summary>
    public bool TellsNoAttachments;

    /// <summary>Whether the folders differ only because a location has two of that meaning.</summary>
    public bool IsFolderAmbiguous;

    /// <summary>What says that the bodies are equal.</summary>
    public readonly BodyProofs Proofs =>
        (BodyDigest == FieldMatch.Equal ? BodyProofs.BodyDigest : BodyProofs.None) | (SearchKey == FieldMatch.Equal ? BodyProofs.SearchKey : BodyProofs.None);

    /// <summary>Compares numbers of which <see cref="WholeSecond.Missing"/> is none.</summary>
    [MethodImpl(Hot.Path)]
    public static FieldMatch Of(long first, long second) => Of(first == WholeSecond.Missing || second == WholeSecond.Missing, first == second);

    /// <summary>Compares flags.</summary>
    [MethodImpl(Hot.Path)]
    public static FieldMatch Of(bool? first, bool? second) => Of(!first.HasValue || !second.HasValue, first == second);

    /// <summary>Compares normalized texts.</summary>
    public static FieldMatch Of(string first, string second) => Of(first.Length == 0 || second.Length == 0, string.Equals(first, second, StringComparison.Ordinal));

    private static FieldMatch Of(bool isMissing, bool isEqual) => isMissing ? FieldMatch.Missing : isEqual ? FieldMatch.Equal : FieldMatch.Different;
}
