using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>What an import of the module does beside loading it, in every runspace that imports it.</summary>
public sealed class ModuleStart : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => PipelineProperties.Declare();
}
