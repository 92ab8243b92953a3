# Chooses the build for this edition of PowerShell. Not in the manifest, because a manifest that decides anything is one that Import-PowerShellDataFile refuses.
# By its bare name: with the name of its module before it, PowerShell looks for that module first, which takes as long as all the rest of the import.
Import-Module -Name "$PSScriptRoot/$(if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' })/ExchangeArchiveSafety.dll"
