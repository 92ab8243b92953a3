namespace ExchangeArchiveSafety.Lab.Tenant;

public sealed class OrganizationSettings
{
    public string Name { get; set; } = "contoso.example";

    public string DisplayName { get; set; } = "Contoso";

    public Guid Guid { get; set; }

    public Guid TenantId { get; set; }

    public bool ElcProcessingDisabled { get; set; }

    /// <summary>Null: the tenant does not return the property yet, and 96 applies.</summary>
    public int? AutoArchivingThresholdPercentage { get; set; } = 96;

    public bool AutoEnableArchiveMailbox { get; set; }

    public bool AutoExpandingArchive { get; set; }

    public List<string> InPlaceHolds { get; } = [];
}
