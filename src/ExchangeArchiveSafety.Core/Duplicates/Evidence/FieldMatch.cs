namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>How one field of two items compares, normalized as evidence.</summary>
internal enum FieldMatch : byte
{
    /// <summary>At least one of them lacks it: that proves nothing, neither way.</summary>
    Missing,

    /// <summary>Both have it, and it is the same.</summary>
    Equal,

    /// <summary>Both have it, and it is not.</summary>
    Different,
}
