namespace ExchangeArchiveSafety;

/// <summary>What is asked once for the whole tenant, and only if a verdict hangs on it.</summary>
[Flags]
public enum TenantQuestions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Get-RetentionPolicy and Get-RetentionPolicyTag.</summary>
    RetentionPolicies = 1,

    /// <summary>Get-OrganizationConfig.</summary>
    Organization = 2,

    /// <summary>Everything.</summary>
    All = RetentionPolicies | Organization,
}
