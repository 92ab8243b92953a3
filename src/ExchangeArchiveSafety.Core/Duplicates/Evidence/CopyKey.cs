using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>The normalized fields that must all be equal in two copies of one message. Size and digests are compared apart.</summary>
internal readonly struct CopyKey(long sent, long received, string subject, string sender, string itemClass, bool? hasAttachments, string folder)
    : IEquatable<CopyKey>
{
    public readonly long Sent = sent;
    public readonly long Received = received;
    public readonly string Subject = subject;
    public readonly string Sender = sender;
    public readonly string ItemClass = itemClass;
    public readonly bool? HasAttachments = hasAttachments;
    public readonly string Folder = folder;

    [MethodImpl(Hot.Path)]
    public bool Equals(CopyKey other) =>
        Sent == other.Sent && Received == other.Received && HasAttachments == other.HasAttachments
        && string.Equals(Subject, other.Subject, StringComparison.Ordinal)
        && string.Equals(Sender, other.Sender, StringComparison.Ordinal)
        && string.Equals(ItemClass, other.ItemClass, StringComparison.Ordinal)
        && string.Equals(Folder, other.Folder, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is CopyKey other && Equals(other);

    // Of everything that a sender can vary under one message id: else thousands of such mails take minutes.
    public override int GetHashCode()
    {
        unchecked
        {
            var hash = (Sent.GetHashCode() * 31) + Received.GetHashCode();
            hash = (hash * 31) + Subject.GetHashCode();
            hash = (hash * 31) + Sender.GetHashCode();
            return (hash * 31) + Folder.GetHashCode();
        }
    }
}
