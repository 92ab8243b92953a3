namespace ExchangeArchiveSafety.Lab.Tests.Building;

public class OwnIdentitiesTests
{
    [Fact]
    public void Every_tenant_that_is_served_has_ids_of_its_own()
    {
        var (one, two) = (Serving.ServeVerb.Tenant(Serving.ServeOptions.Parse([])), Serving.ServeVerb.Tenant(Serving.ServeOptions.Parse([])));

        Assert.Empty(Ids(one).Intersect(Ids(two)));
        Assert.Empty(Ids(one).Intersect(Ids(Contoso.Create())));
        Assert.Equal(Ids(one).Count, Ids(one).Distinct().Count());
        Assert.Equal(Contoso.Create().Mailboxes.Select(mailbox => mailbox.HasWorkingArchive), one.Mailboxes.Select(mailbox => mailbox.HasWorkingArchive));
    }

    [Fact]
    public void A_seed_gives_the_same_ids_each_time()
    {
        var (one, two) = (Serving.ServeVerb.Tenant(Serving.ServeOptions.Parse(["--seed", "7"])), Serving.ServeVerb.Tenant(Serving.ServeOptions.Parse(["--seed", "7"])));

        Assert.Equal(Ids(one), Ids(two));
        Assert.NotEqual(Ids(one), Ids(Serving.ServeVerb.Tenant(Serving.ServeOptions.Parse(["--seed", "8"]))));
    }

    [Fact]
    public void What_happens_does_not_depend_on_the_ids()
    {
        var (one, usual) = (Serving.ServeVerb.Tenant(Serving.ServeOptions.Parse([])), Contoso.Create());
        one.AdvanceDays(10);
        usual.AdvanceDays(10);

        Assert.Equal(usual.CountAll().Select(count => count), one.CountAll());
    }

    private static List<Guid> Ids(LabTenant tenant) =>
    [
        tenant.Organization.Guid,
        tenant.Organization.TenantId,
        .. tenant.Mailboxes.SelectMany(mailbox => new[] { mailbox.Guid, mailbox.ExchangeGuid, mailbox.ExternalDirectoryObjectId, mailbox.ArchiveGuid }).Where(id => id != Guid.Empty),
        .. tenant.Batches.SelectMany(batch => batch.Users.Select(user => user.Guid).Prepend(batch.BatchGuid)),
        .. tenant.Tags.Select(tag => tag.Guid),
        .. tenant.Policies.Select(policy => policy.Guid),
    ];
}
