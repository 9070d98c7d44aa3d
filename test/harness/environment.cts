// n8n-core needs the metadata library before anything else of n8n.
import 'reflect-metadata';
