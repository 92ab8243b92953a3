using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Building;

/// <summary>The tenants that can be asked for by name.</summary>
public static class Presets
{
    public static IReadOnlyList<string> Names { get; } = ["contoso", "neglected", "migrating-10", "migrating-100", "migrating-1000", "expanded"];

    public static LabTenant Create(string name)
    {
        switch (name)
        {
            case "contoso":
                return Contoso.Create();
            case "neglected":
                // Nobody has looked for five weeks.
                var tenant = Contoso.Create();
                tenant.AdvanceDays(35);
                return tenant;
            case "migrating-10":
                return new TenantBuilder().Migrating(10).Build();
            case "migrating-100":
                return new TenantBuilder().Migrating(100).Build();
            case "migrating-1000":
                return new TenantBuilder().Migrating(1000).Build();
            case "expanded":
                return new TenantBuilder().ExpandedPair("anna").Build();
            default:
                throw new ArgumentException($"There is no tenant '{name}'. There are: {string.Join(", ", Names)}.", nameof(name));
        }
    }
}
