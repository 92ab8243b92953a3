namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>What nobody knows for sure about the real Graph, and how fast this one is.</summary>
public sealed class GraphOptions
{
    /// <summary>Every request to Graph takes at least so long. Nothing waits for it but the caller.</summary>
    public TimeSpan Latency { get; set; }

    public int DefaultPageSize { get; set; } = 10;

    /// <summary>A larger <c>$top</c> gets pages of this size.</summary>
    public int MaximumPageSize { get; set; } = 1000;

    /// <summary>Requests in flight for one mailbox id; more get 429.</summary>
    public int MailboxConcurrency { get; set; } = 4;

    /// <summary>Requests for one mailbox id in ten minutes; 0: any number.</summary>
    public int MailboxRequests { get; set; }

    /// <summary>Seconds in the Retry-After of both limits; null: none is sent.</summary>
    public int? LimitRetryAfter { get; set; } = 1;

    /// <summary>Reported: v1.0 gives the archive's id too.</summary>
    public bool ArchiveIdInV1 { get; set; }

    /// <summary>Whether v1.0 takes archive ids. It does not, until Microsoft says otherwise.</summary>
    public bool V1TakesArchives { get; set; }

    /// <summary>Whether the list under the root holds folders further below too.</summary>
    public bool TopListHoldsDescendants { get; set; }

    /// <summary>Whether search folders carry the type of ordinary folders. That they may appear is documented, their type is not.</summary>
    public bool SearchFoldersLookOrdinary { get; set; }

    /// <summary>Whether the folders of Recoverable Items are listed; by their well-known names they are always reached.</summary>
    public bool ListsRecoverableItems { get; set; }

    /// <summary>Whether <c>String 0x0037</c> comes back as <c>String 0x37</c>.</summary>
    public bool ShortPropertyIds { get; set; }

    /// <summary>Reported: an items delta on an archive breaks off.</summary>
    public bool ItemsDeltaOfArchiveIsCut { get; set; } = true;

    /// <summary>Reported once: an archive takes no import.</summary>
    public bool ArchiveRefusesImport { get; set; }

    /// <summary>Whether an auxiliary archive takes no import, though its main archive does.</summary>
    public bool AuxiliaryRefusesImport { get; set; }

    /// <summary>Whether an import gives the item a new search key. Reported: it does not.</summary>
    public bool ImportMakesNewSearchKey { get; set; }

    /// <summary>Nobody has reported a deletion in an archive that went well: whether the tenant refuses it.</summary>
    public bool ArchiveRefusesDelete { get; set; }

    /// <summary>Whether a deletion at an auxiliary archive's own id is refused.</summary>
    public bool AuxiliaryRefusesDelete { get; set; }

    /// <summary>Whether a retention hold refuses a soft deletion too. The documentation speaks of purging.</summary>
    public bool RetentionHoldRefusesSoftDelete { get; set; }

    /// <summary>Whether a soft deletion moves the item to Deleted Items. That it goes to Recoverable Items is what Exchange calls soft.</summary>
    public bool SoftDeleteGoesToDeletedItems { get; set; }

    /// <summary>Whether archives take well-known names as path segments. Documented: they do not.</summary>
    public bool ArchiveTakesWellKnownNames { get; set; }

    /// <summary>Whether a mailbox tells what its top folder lies in, and lists, hidden as they are, the Recoverable Items that lie there too, as Exchange keeps them.</summary>
    public bool TellsOutermostFolder { get; set; } = true;

    /// <summary>What an export calls the error of an item: the resource page writes <c>error</c>, the redirect guide <c>Error</c>.</summary>
    public string ExportErrorName { get; set; } = "error";

    /// <summary>Extended properties in one <c>$expand</c>; more get 400. 0: any number.</summary>
    public int MostExpandedProperties { get; set; }

    /// <summary>Whether the ordinary mail API and the import/export API share their ids. Documented is only not to mix them.</summary>
    public bool SharedIds { get; set; }

    /// <summary>How far the clock of the service is from that of the caller: shows in the Date of every answer.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>The import address has its own secret. A token that is sent along is a token given away.</summary>
    public bool ImportRefusesAuthorization { get; set; } = true;
}
