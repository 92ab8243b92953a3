namespace ExchangeArchiveSafety;

/// <summary>Where a hold that nobody answers for probably comes from.</summary>
public enum LeftoverOrigin
{
    /// <summary>Nothing tells.</summary>
    Unknown,

    /// <summary>A migration that has ended, or a suspension that was closed.</summary>
    EarlierMigration,

    /// <summary>A move from on-premises, which leaves the retention hold on (documented, KB 3194755).</summary>
    RemoteMove,

    /// <summary>An import of PST files, which leaves the retention hold on (documented).</summary>
    PstImport,
}
